package io.entroprint.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.capture.TcpConnection;
import io.entroprint.entropy.Direction;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.entropy.View;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What any stream of bytes must be measured as, however it comes. */
class StreamProperties {
  private static final FlowKey KEY =
      new FlowKey(
          Transport.TCP, IpAddress.parse("192.0.2.1"), 40_000, IpAddress.parse("192.0.2.2"), 80);
  private static final int SYN = 2;
  private static final int ACK = 16;

  /** Bytes of few and of many values, short and beyond the last offset of the vector. */
  @Provide
  Arbitrary<byte[]> payload() {
    return Arbitraries.oneOf(
        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(6000),
        Arbitraries.bytes()
            .between((byte) 'a', (byte) 'd')
            .array(byte[].class)
            .ofMinSize(1)
            .ofMaxSize(6000));
  }

  private static StreamMeter measured(byte[] bytes) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    meter.add(Direction.TO_SERVER, bytes, 0, bytes.length);
    return meter;
  }

  @Property(tries = 200, seed = "42")
  void anyChunkingGivesTheSameVector(@ForAll("payload") byte[] bytes, @ForAll long seed) {
    Random random = new Random(seed);
    StreamMeter chunks = new StreamMeter(FeatureDefinition.CURRENT);
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(700));
      chunks.add(Direction.TO_SERVER, bytes, at, length);
      at += length;
    }
    assertEquals(measured(bytes).vector(), chunks.vector());
  }

  @Property(tries = 200, seed = "42")
  void theVectorOfAPrefixIsAPrefixOfTheVector(@ForAll("payload") byte[] bytes, @ForAll long seed) {
    int cut = new Random(seed).nextInt(bytes.length + 1);
    EntropyVector prefix = measured(Arrays.copyOf(bytes, cut)).vector();
    EntropyVector whole = measured(bytes).vector();
    assertEquals(
        prefix,
        whole.upTo(
            prefix.reached(View.BOTH),
            prefix.reached(View.TO_SERVER),
            prefix.reached(View.TO_CLIENT)));
  }

  /**
   * Segments that still carry the stream, in any order, with repeats and overlaps, give its vector.
   */
  @Property(tries = 200, seed = "42")
  void anyOrderRepetitionAndOverlapGivesTheSameVector(
      @ForAll("payload") byte[] bytes, @ForAll int first, @ForAll long seed) {
    Random random = new Random(seed);
    List<int[]> segments = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(700));
      int before = random.nextInt(Math.min(at, 50) + 1);
      segments.add(new int[] {at - before, before + length});
      if (random.nextInt(4) == 0) {
        segments.add(new int[] {at, length});
      }
      at += length;
    }
    Collections.shuffle(segments, random);
    MeteredStream stream =
        new MeteredStream(StreamStart.of(KEY, 0, 0), new StreamMeter(FeatureDefinition.CURRENT));
    TcpConnection connection = new TcpConnection(stream.start(), stream, 1 << 20);
    connection.segment(Direction.TO_SERVER, first - 1, 0, SYN, bytes, 0, 0, 0);
    for (int[] segment : segments) {
      connection.segment(
          Direction.TO_SERVER, first + segment[0], 0, ACK, bytes, segment[0], segment[1], 1);
    }
    StreamSummary summary = connection.end(StreamSummary.EndReason.CLOSED);
    assertEquals(bytes.length, summary.bytesToServer());
    assertEquals(measured(bytes).vector(), stream.meter().vector());
  }
}
