package io.entroprint.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.evaluate.EvaluationReport.ClaimScores;
import io.entroprint.evaluate.EvaluationReport.NatureScores;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Nature;
import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Claim;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nature and software. */
class ContentScoresTest {

  private static NatureScoring.Said said(Nature truth, int bytes, Nature forced, Nature chosen) {
    return said("", truth, bytes, forced, chosen);
  }

  private static NatureScoring.Said said(
      String content, Nature truth, int bytes, Nature forced, Nature chosen) {
    return new NatureScoring.Said(
        Exchange.of("a", "f").content(content).nature(truth).client(new byte[bytes]).stream(),
        Exchange.verdict("a", 0.5, forced, Optional.empty()),
        Exchange.verdict("a", 0.5, chosen, Optional.empty()));
  }

  @Test
  void natureComparesEncryptedAndCompressedWhereThereIsEnough() {
    NatureScores scores =
        NatureScoring.of(
            List.of(
                said(Nature.ENCRYPTED, 20000, Nature.ENCRYPTED, Nature.ENCRYPTED),
                said(Nature.ENCRYPTED, 16384, Nature.COMPRESSED, Nature.UNDETERMINED),
                said(Nature.ENCRYPTED, 16383, Nature.ENCRYPTED, Nature.COMPRESSED),
                said(Nature.COMPRESSED, 40000, Nature.COMPRESSED, Nature.COMPRESSED),
                said(Nature.PLAINTEXT, 40000, Nature.COMPRESSED, Nature.PLAINTEXT)));
    assertEquals(3.0 / 5, scores.forced().accuracy(), 1e-12);
    assertEquals(3.0 / 5, scores.chosen().accuracy(), 1e-12);
    assertEquals(4, scores.chosen().committed());
    assertEquals(new NatureScores.Apart(2, 0.5, 1, 1), scores.apart());
    assertEquals(0.75, scores.apart().balanced(), 1e-12);
  }

  @Test
  void xzAndZstdAreAlsoLeftOut() {
    NatureScores scores =
        NatureScoring.of(
            List.of(
                said(Nature.ENCRYPTED, 20000, Nature.ENCRYPTED, Nature.ENCRYPTED),
                said("raw-xz", Nature.COMPRESSED, 20000, Nature.ENCRYPTED, Nature.ENCRYPTED),
                said("zst", Nature.COMPRESSED, 20000, Nature.ENCRYPTED, Nature.ENCRYPTED),
                said("bzip2", Nature.COMPRESSED, 20000, Nature.COMPRESSED, Nature.COMPRESSED)));
    assertEquals(new NatureScores.Apart(1, 1, 3, 1.0 / 3), scores.apart());
    assertEquals(new NatureScores.Apart(1, 1, 1, 1), scores.apartWithoutXz());
  }

  private static Answer claimed(String label, String client, String claim) {
    Verdict verdict =
        Exchange.verdict(
            label,
            0.9,
            Nature.UNDETERMINED,
            claim.isEmpty() ? Optional.empty() : Optional.of(new Claim(claim, 0.8)));
    return new Answer(
        Exchange.of(label, "f").attributes(client, "", "").client("x").stream(), verdict, verdict);
  }

  private static LabelledStream training(String label, String client) {
    return Exchange.of(label, "t").attributes(client, "", "").client("x").stream();
  }

  @Test
  void softwareIsRightOrWrongOrNotSaid() {
    ClaimScores client =
        new ClaimScoring()
            .know(
                List.of(
                    training("ssh", "OpenSSH_9"),
                    training("ssh", "OpenSSH_8"),
                    training("ssh", "dropbear_2022"),
                    training("http", "curl_7")))
            .of(
                List.of(
                    claimed("ssh", "OpenSSH_9", "OpenSSH_9"),
                    claimed("ssh", "OpenSSH_8", "OpenSSH_9"),
                    claimed("ssh", "OpenSSH_8", "OpenSSH"),
                    claimed("ssh", "dropbear_2022", ""),
                    // What training has never seen: its product may be right, a version never.
                    claimed("ssh", "OpenSSH_10", "OpenSSH"),
                    claimed("ssh", "OpenSSH_10", "OpenSSH_9"),
                    claimed("ssh", "curl_7", ""),
                    claimed("ssh", "", "dropbear"),
                    claimed("http", "", "")))
            .get("client");
    assertEquals(new ClaimScores(1, 1, 1, 1, 1, 1, 1, 1, 1), client);
    assertEquals(3.0 / 5, client.precision(), 1e-12);
    assertEquals(1.0 / 2, client.recall(), 1e-12);
    assertEquals(1.0 / 2, client.claimedOfUnvalued(), 1e-12);
    assertTrue(Double.isNaN(new ClaimScores(0, 0, 0, 0, 0, 0, 0, 0, 0).precision()));
  }
}
