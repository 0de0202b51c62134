package io.entroprint.fingerprints;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BundledLibraryTest {

  @Test
  void isTheDirectoryOfThisModule() throws IOException {
    FingerprintLibrary text = FingerprintLibrary.read(Path.of("library"));
    FingerprintLibrary bundled = BundledLibrary.load();
    // Worked out from what is in memory, of one of them; the other's stands in its header.
    assertEquals(text.sha256(), bundled.sha256());
    // By bits: the digest knows only units.
    assertEquals(text.fingerprints(), bundled.fingerprints());
    assertEquals(text.calibration(), bundled.calibration());
    assertEquals("bundled", bundled.name());
  }

  @Test
  void knowsTheProtocolsThatTheReadmeNames() {
    FingerprintLibrary bundled = BundledLibrary.load();
    for (String name : new String[] {"ssh-2", "ssh-1", "rdp", "rtmp", "tls", "http", "dns"}) {
      assertTrue(bundled.labels().contains(new Label(name)), name);
    }
    assertTrue(bundled.calibration().containsKey("tcp.label.sure.bias"));
    assertTrue(bundled.calibration().containsKey("udp.label.sure.bias"));
  }

  @Test
  void everyEntrySaysWhereItComesFrom() {
    for (Fingerprint fingerprint : BundledLibrary.load().fingerprints()) {
      assertFalse(fingerprint.provenance().capture().isEmpty(), fingerprint.id());
      assertEquals(64, fingerprint.provenance().captureSha256().length(), fingerprint.id());
      assertFalse(fingerprint.provenance().origin().isEmpty(), fingerprint.id());
      assertFalse(fingerprint.provenance().licence().isEmpty(), fingerprint.id());
      assertFalse(fingerprint.provenance().family().isEmpty(), fingerprint.id());
    }
  }

  private static StreamMeter meter(Direction direction, byte[]... parts) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    for (byte[] part : parts) {
      meter.add(direction, part, 0, part.length);
    }
    return meter;
  }

  /** The README's example. */
  @Test
  void aRequestOfCurlIsNotTakenForOtherSoftware() {
    byte[] request =
        "GET /a HTTP/1.1\r\nHost: 192.0.2.2\r\nUser-Agent: curl/7.88.1\r\nAccept: */*\r\n\r\n"
            .getBytes(US_ASCII);
    StreamMeter meter = meter(Direction.TO_SERVER, request);
    Verdict verdict =
        new StreamClassifier(BundledLibrary.load())
            .classify(StreamEvidence.of(Transport.TCP, meter));
    assertEquals("http", verdict.labelOrDecision());
    verdict.client().ifPresent(c -> assertTrue(c.value().startsWith("curl"), c.value()));
  }

  /** What begins like SSH and goes on with random bytes is no other protocol. */
  @Test
  void aBannerBeforeRandomBytesIsRarelyTakenForAnotherProtocol() {
    StreamClassifier classifier = new StreamClassifier(BundledLibrary.load());
    byte[] banner = "SSH-2.0-OpenSSH_9.2p1".getBytes(US_ASCII);
    Random random = new Random(1);
    int wrong = 0;
    for (int i = 0; i < 200; i++) {
      byte[] rest = new byte[50 + random.nextInt(3000)];
      random.nextBytes(rest);
      StreamMeter meter = meter(Direction.TO_SERVER, banner, rest);
      if (i % 2 == 0) {
        random.nextBytes(rest);
        meter.add(Direction.TO_CLIENT, banner, 0, banner.length);
        meter.add(Direction.TO_CLIENT, rest, 0, rest.length);
      }
      Verdict verdict = classifier.classify(StreamEvidence.of(Transport.TCP, meter).ended());
      boolean other = verdict.label().filter(l -> !l.name().equals("ssh-2")).isPresent();
      wrong += other ? 1 : 0;
      assertTrue(!other || verdict.confidence() < 0.97, verdict.toString());
    }
    // About one in ten of them looks enough like SSH-1, which goes on with random bytes, too.
    assertTrue(wrong <= 25, wrong + " of 200");
  }
}
