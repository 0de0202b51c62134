package io.entroprint.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.label.LabelledStream;
import io.entroprint.library.Attributes;
import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import io.entroprint.match.Verdict.Claim;
import io.entroprint.match.Verdict.Decision;
import io.entroprint.match.Verdict.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static Verdict.Builder builder() {
    return Verdict.of(new Label("made"), "made@1.0.0").confidence(0.75).nature(Nature.MIXED);
  }

  private static Verdict with(UnaryOperator<Verdict.Builder> more) {
    return more.apply(builder()).build();
  }

  /** What is said beside the label counts as much as the label. */
  @Test
  void verdictsAreEqualIfAllThatTheySayIs() {
    Verdict verdict = builder().build();
    assertEquals(verdict, builder().build());
    assertEquals(verdict.hashCode(), builder().build().hashCode());
    assertNotEquals(verdict.hashCode(), with(b -> b.confidence(0.5)).hashCode());
    Optional<Claim> claim = Optional.of(new Claim("curl_8", 0.9));
    List<UnaryOperator<Verdict.Builder>> others =
        List.of(
            b -> b.confidence(0.5),
            b -> b.nature(Nature.PLAINTEXT),
            b -> b.client(claim),
            b -> b.server(claim),
            b -> b.settings(claim));
    for (UnaryOperator<Verdict.Builder> other : others) {
      assertNotEquals(verdict, with(other));
    }
    assertNotEquals(verdict, Verdict.of(new Label("other"), "made@1.0.0").build());
    assertFalse(verdict.equals((Object) "made"));
  }

  @Test
  void aClaimIsSaidWhereItWasMade() {
    Verdict verdict =
        with(
            b ->
                b.client(Optional.of(new Claim("curl_8", 0.9)))
                    .server(Optional.of(new Claim("nginx", 0.8)))
                    .settings(Optional.of(new Claim("tls1.2", 0.7))));
    assertEquals(Optional.of(new Claim("curl_8", 0.9)), verdict.client());
    assertEquals(Optional.of(new Claim("nginx", 0.8)), verdict.server());
    assertEquals(Optional.of(new Claim("tls1.2", 0.7)), verdict.settings());
    assertEquals(Optional.empty(), builder().build().client());
  }

  @Test
  void asTextItSaysTheLabelOrWhyThereIsNone() {
    assertTrue(builder().build().toString().startsWith("made with confidence 0.75, mixed"));
    for (Reason reason : Reason.values()) {
      String text = Verdict.without(reason, "made@1.0.0").build().toString();
      assertTrue(text.contains("(" + reason.sentence() + ")"), text);
      assertTrue(text.startsWith(reason.decision().id()), text);
      assertEquals(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), reason.id());
      assertFalse(reason.sentence().isEmpty());
      assertNotEquals(Decision.KNOWN, reason.decision());
    }
  }

  /** Streams that a library was made of are told with their own software, where any is told. */
  @Test
  void whatIsSaidOfStreamsThatComeAgainIsTheirOwn() throws IOException, InterruptedException {
    List<LabelledStream> streams = ExampleStreams.all();
    StreamClassifier classifier = new StreamClassifier(ExampleStreams.library(streams));
    int said = 0;
    for (LabelledStream stream : streams) {
      Verdict verdict = classifier.classify(stream.evidence());
      if (verdict.label().isPresent() && verdict.label().equals(stream.truth().label())) {
        Attributes truth = stream.truth().attributes();
        said += isOwn(verdict.client(), truth.client()) + isOwn(verdict.server(), truth.server());
      }
    }
    assertTrue(said >= 20, said + " said");
  }

  private static int isOwn(Optional<Claim> claim, String truth) {
    claim.ifPresent(c -> assertTrue(truth.startsWith(c.value()), c + " for " + truth));
    return claim.isPresent() ? 1 : 0;
  }
}
