package io.entroprint.label;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.Attributes;
import io.entroprint.library.Label;
import io.entroprint.library.Provenance;
import io.entroprint.packets.TinyCapture;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Labelled streams that were never captured: of a kind of content, with a label. */
public final class MadeStreams {
  /** What is sent, apart from the label. */
  public enum Content {
    TEXT,
    RANDOM,
    HEADERS
  }

  private MadeStreams() {}

  /**
   * A stream.
   *
   * @param number its place among all, from 0; it seeds the bytes
   */
  public static LabelledStream stream(int number, String label, String family, Content content) {
    FlowKey key =
        new FlowKey(
            Transport.TCP,
            IpAddress.parse("192.0.2.1"),
            1024 + number,
            IpAddress.parse("198.51.100.2"),
            80);
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    byte[] ask = bytes(content, new Random(number), 200);
    byte[] answer = bytes(content, new Random(~number), 600);
    meter.add(Direction.TO_SERVER, ask, 0, ask.length);
    meter.add(Direction.TO_CLIENT, answer, 0, answer.length);
    long nanos = TinyCapture.START + number;
    StreamSummary summary =
        StreamSummary.builder(StreamStart.of(key, number, nanos))
            .endNanos(nanos)
            .packets(1, 1)
            .bytes(ask.length, answer.length)
            .reason(StreamSummary.EndReason.FIN)
            .build();
    String capture = family + ".pcap";
    return new LabelledStream(
        new FlowLabel(
            Optional.of(capture),
            key,
            nanos,
            Optional.of(new Label(label)),
            Attributes.NONE,
            Optional.of(family),
            "",
            "labels.csv line " + (number + 2)),
        summary,
        StreamEvidence.of(summary, meter),
        CheckpointReach.UNKNOWN,
        List.of(),
        new Provenance(capture, "", "", "", family));
  }

  private static byte[] bytes(Content content, Random random, int length) {
    byte[] bytes = new byte[length];
    switch (content) {
      case RANDOM -> random.nextBytes(bytes);
      case TEXT -> {
        byte[] letters = "etaoin shrdlu, cmfwyp.".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < length; i++) {
          bytes[i] = letters[random.nextInt(letters.length)];
        }
      }
      case HEADERS -> {
        for (int i = 0; i < length; i += 4) {
          bytes[i] = (byte) random.nextInt(8);
        }
      }
    }
    return bytes;
  }
}
