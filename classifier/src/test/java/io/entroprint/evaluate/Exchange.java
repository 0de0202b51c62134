package io.entroprint.evaluate;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.label.CheckpointReach;
import io.entroprint.label.FlowLabel;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Attributes;
import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import io.entroprint.library.Provenance;
import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Claim;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A stream written down turn by turn, for tests that need its bytes, too. */
public final class Exchange {
  /** What one side said, a character for each byte. */
  private record Turn(Direction direction, String text) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private final String label;
  private final String family;
  private String content = "";
  private Transport transport = Transport.TCP;
  private int serverPort = 80;
  private Attributes attributes = Attributes.NONE;
  private final List<Turn> turns = new ArrayList<>();

  private Exchange(String label, String family) {
    this.label = label;
    this.family = family;
  }

  public static Exchange of(String label, String family) {
    return new Exchange(label, family);
  }

  public Exchange over(Transport newTransport) {
    transport = newTransport;
    return this;
  }

  public Exchange port(int port) {
    serverPort = port;
    return this;
  }

  public Exchange content(String content) {
    this.content = content;
    return this;
  }

  public Exchange nature(Nature nature) {
    attributes = new Attributes("", "", "", Optional.of(nature));
    return this;
  }

  public Exchange attributes(String client, String server, String settings) {
    attributes = new Attributes(client, server, settings, Optional.empty());
    return this;
  }

  public Exchange client(String text) {
    turns.add(new Turn(Direction.TO_SERVER, text));
    return this;
  }

  public Exchange client(byte[] bytes) {
    return client(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  public Exchange server(String text) {
    turns.add(new Turn(Direction.TO_CLIENT, text));
    return this;
  }

  public Exchange server(byte[] bytes) {
    return server(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /** What an observer of the stream sees. */
  PayloadPrefix opening() {
    PayloadPrefix opening = new PayloadPrefix();
    turns.forEach(t -> opening.bytes(t.direction(), t.bytes(), 0, t.bytes().length, 0));
    return opening;
  }

  public LabelledStream stream() {
    FlowKey key =
        new FlowKey(
            transport,
            IpAddress.parse("192.0.2.1"),
            40000,
            IpAddress.parse("198.51.100.2"),
            serverPort);
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    turns.forEach(t -> meter.add(t.direction(), t.bytes(), 0, t.bytes().length));
    StreamSummary summary =
        StreamSummary.builder(StreamStart.of(key, 0, 0))
            .endNanos(0)
            .packets(1, 1)
            .bytes(meter.bytes(Direction.TO_SERVER), meter.bytes(Direction.TO_CLIENT))
            .reason(StreamSummary.EndReason.FIN)
            .build();
    return new LabelledStream(
        new FlowLabel(
            Optional.of(family + ".pcap"),
            key,
            OptionalLong.of(0),
            Optional.of(new Label(label)),
            attributes,
            Optional.of(family),
            content,
            "here"),
        summary,
        StreamEvidence.of(summary, meter),
        CheckpointReach.UNKNOWN,
        List.of(),
        new Provenance(family + ".pcap", "", "", "", family));
  }

  /** A verdict: a label, or the id of a decision that gives none. */
  static Verdict verdict(String said, double confidence, Nature nature, Optional<Claim> client) {
    return begun(said)
        .confidence(confidence)
        .client(client)
        .nature(nature)
        .nearest("x/0000", 0.1, 0.1)
        .offset(64)
        .build();
  }

  private static Verdict.Builder begun(String said) {
    return switch (said) {
      case "unknown" -> Verdict.without(Verdict.Reason.LOW_CONFIDENCE, "made@1.0.0");
      case "undecided" -> Verdict.without(Verdict.Reason.TOO_FEW_BYTES, "made@1.0.0");
      default -> Verdict.of(new Label(said), "made@1.0.0");
    };
  }

  static Verdict verdict(String said, double confidence) {
    return verdict(said, confidence, Nature.UNDETERMINED, Optional.empty());
  }

  /** An answer whose nearest label is {@code nearest}, given only from a threshold on. */
  static Answer answer(String truth, String nearest, double confidence, double threshold) {
    return new Answer(
        of(truth, "f").client("some bytes").stream(),
        verdict(nearest, confidence),
        verdict(confidence >= threshold ? nearest : "unknown", confidence));
  }
}
