package io.entroprint.match;

import io.entroprint.entropy.Direction;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.fuzz.Choices;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.sensor.Sensor;
import io.entroprint.sensor.SensorStream;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Any bytes get a verdict, and the same one in any chunks. Mostly of a library that has one
 * fingerprint of each kind, which asks all that the whole one asks and is far sooner searched.
 */
public final class VerdictFuzz {
  private static final Sensor WHOLE = sensor(BundledLibrary.load());
  private static final Sensor OF_KINDS = sensor(oneOfAKind(BundledLibrary.load()));

  private VerdictFuzz() {}

  private static Sensor sensor(FingerprintLibrary library) {
    return Sensor.builder(library).precision(0.99).midstream(true).build();
  }

  /** The first of each label and transport, with and without a nature. */
  private static FingerprintLibrary oneOfAKind(FingerprintLibrary library) {
    Set<List<Object>> kinds = new HashSet<>();
    return library.toBuilder()
        .removeIf(
            entry ->
                !kinds.add(
                    List.of(
                        entry.label(), entry.transport(), entry.attributes().nature().isPresent())))
        .build();
  }

  public static void fuzzerTestOneInput(byte[] input) {
    Choices choices = new Choices(input);
    int first = choices.u8();
    Transport transport = first % 2 == 0 ? Transport.TCP : Transport.UDP;
    Sensor sensor = first >= 252 ? WHOLE : OF_KINDS;
    FlowKey key =
        new FlowKey(transport, IpAddress.parse("192.0.2.1"), 1, IpAddress.parse("192.0.2.2"), 2);
    SensorStream chunks = sensor.open(key, 0);
    SensorStream bytes = sensor.open(key, 0);
    for (long time = 1; choices.more(); time++) {
      int head = choices.u8();
      byte[] chunk = choices.bytes(1 + (head >> 1));
      Direction direction = head % 2 == 0 ? Direction.TO_SERVER : Direction.TO_CLIENT;
      if (chunk.length > 0) {
        chunks.bytes(direction, chunk, 0, chunk.length, time);
      }
      for (int i = 0; i < chunk.length; i++) {
        bytes.bytes(direction, chunk, i, 1, time);
      }
    }
    Verdict verdict = chunks.close(StreamSummary.EndReason.CLOSED, Long.MAX_VALUE);
    if (!verdict.equals(bytes.close(StreamSummary.EndReason.CLOSED, Long.MAX_VALUE))) {
      throw new AssertionError("another verdict in other chunks");
    }
    if (!(verdict.confidence() >= 0 && verdict.confidence() <= 1)) {
      throw new AssertionError("no probability: " + verdict);
    }
  }
}
