package io.entroprint.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.UniformBytes;
import io.entroprint.entropy.View;
import io.entroprint.envelope.Connections.Packet;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeMonitorTest {
  private final List<Alarm> alarms = new ArrayList<>();

  private EnvelopeMonitor monitor(String... specs) throws IOException {
    List<ProtoSpec> all = new ArrayList<>();
    for (String spec : specs) {
      all.add(ProtoSpecTest.parse(spec));
    }
    return new EnvelopeMonitor(all, alarms::add);
  }

  private static void feed(EnvelopeMonitor monitor, StreamStart start, List<Packet> packets) {
    Connections.feed(monitor.open(start), start, packets);
  }

  private static Packet up(byte[] bytes) {
    return new Packet(Direction.TO_SERVER, bytes);
  }

  private static Packet down(byte[] bytes) {
    return new Packet(Direction.TO_CLIENT, bytes);
  }

  private static byte[] distinct(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  @Test
  void printsNetEntropysLineWhenAConnectionLeavesAndComesBack() throws IOException {
    EnvelopeMonitor monitor = monitor("Port: all\nRange: 1 65536 0 2.5\n");
    StreamStart start = Connections.start(Transport.TCP, 22, false);
    // 4 distinct: 2 bits. 8 distinct: 3. Then 24 more zeros: of 32 bytes 25 are 0 and 7 single.
    feed(monitor, start, List.of(up(distinct(4)), down(tail(distinct(8), 4)), up(new byte[24])));
    assertEquals(
        List.of(
            "RISING ALARM on 192.0.2.1:50412 -> 198.51.100.2:22 offset=8 packets=2 "
                + "entropy=3.00000000 range=0 (1 65536 0.000000 2.500000)",
            "FALLING ALARM on 192.0.2.1:50412 -> 198.51.100.2:22 offset=32 packets=3 "
                + "entropy=1.37198735 range=0 (1 65536 0.000000 2.500000)"),
        alarms.stream().map(Alarm::line).toList());
    assertEquals(1, monitor.watchedStreams());
    assertEquals(1, monitor.alarmedStreams());
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  @Test
  void isRaisedOnceWhileOutsideAndForTooLittleEntropyToo() throws IOException {
    EnvelopeMonitor monitor = monitor("Port: 22\nRange: 1 99 1 8\n");
    StreamStart start = Connections.start(Transport.TCP, 22, false);
    feed(
        monitor,
        start,
        List.of(up(new byte[9]), up(new byte[9]), up(distinct(64)), up(new byte[1])));
    assertEquals(
        List.of(Alarm.Kind.RISING, Alarm.Kind.FALLING), alarms.stream().map(Alarm::kind).toList());
    assertEquals(9, alarms.get(0).offset());
    assertEquals(82, alarms.get(1).offset());
  }

  @Test
  void aPositionThatNoRangeCoversChangesNothing() throws IOException {
    EnvelopeMonitor monitor = monitor("Port: 22\nRange: 1 10 0 1\nRange: 21 30 0 8\n");
    StreamStart start = Connections.start(Transport.TCP, 22, false);
    feed(monitor, start, List.of(up(distinct(10)), up(distinct(10)), up(distinct(10))));
    assertEquals(
        List.of("RISING 0 10", "FALLING 1 30"),
        alarms.stream().map(a -> a.kind() + " " + a.range() + " " + a.offset()).toList());
  }

  @Test
  void withoutCumulationEachPacketStandsAlone() throws IOException {
    EnvelopeMonitor monitor = monitor("Port: 22\nCumulative: no\nRange: 1 999 0 3.5\n");
    StreamStart start = Connections.start(Transport.TCP, 22, false);
    feed(monitor, start, List.of(up(new byte[99]), down(distinct(16)), up(new byte[5])));
    assertEquals(
        List.of("RISING 115 2 4.0", "FALLING 120 3 0.0"),
        alarms.stream()
            .map(a -> a.kind() + " " + a.offset() + " " + a.packets() + " " + a.entropy())
            .toList());
  }

  @Test
  void entropiesOfFewerBytesThanAskedForAreNotLookedAt() throws IOException {
    EnvelopeMonitor monitor = monitor("Port: 22\nCumulative: no\nMinBytes: 16\nRange: 1 999 0 3\n");
    StreamStart start = Connections.start(Transport.TCP, 22, false);
    feed(monitor, start, List.of(up(distinct(15)), up(distinct(16)), up(new byte[5])));
    assertEquals(
        List.of("RISING 31"), alarms.stream().map(a -> a.kind() + " " + a.offset()).toList());
  }

  @Test
  void watchesOnlyTheDirectionAskedForAndCountsPacketsWhereRangesDo() throws IOException {
    EnvelopeMonitor monitor =
        monitor("Port: 22\nDirection: srv2cli\nRangeUnit: packets\nRange: 2 2 0 1\n");
    StreamStart start = Connections.start(Transport.TCP, 22, false);
    feed(
        monitor,
        start,
        List.of(down(distinct(9)), up(distinct(99)), up(distinct(99)), down(distinct(1))));
    assertEquals(
        List.of("2 10"), alarms.stream().map(a -> a.packets() + " " + a.offset()).toList());
  }

  @Test
  void watchesTcpFromItsStartOnThePortOfTheServer() throws IOException {
    EnvelopeMonitor monitor = monitor("Port: 22\nRange: 1 9 0 0\n", "Port: all\nRange: 1 9 0 1\n");
    List<Packet> packets = List.of(up(distinct(4)));
    feed(monitor, Connections.start(Transport.UDP, 22, false), packets);
    feed(monitor, Connections.start(Transport.TCP, 22, true), packets);
    assertEquals(0, monitor.watchedStreams());
    feed(monitor, Connections.start(Transport.TCP, 50412, false), packets);
    assertEquals(List.of(1.0), alarms.stream().map(a -> a.spec().ranges().get(0).max()).toList());
    feed(monitor, Connections.start(Transport.TCP, 22, false), packets);
    assertEquals(3, alarms.size(), "both envelopes are for port 22");
    assertEquals(2, monitor.watchedStreams());
    assertEquals(2, monitor.alarmedStreams());
  }

  @Test
  void watchesNoFurtherThanTheLimit() throws IOException {
    ProtoSpec spec = ProtoSpecTest.parse("Port: all\nRange: 1 99999 0 7\n");
    EnvelopeMonitor small = new EnvelopeMonitor(List.of(spec), 100, alarms::add);
    StreamStart start = Connections.start(Transport.TCP, 22, false);
    feed(small, start, List.of(up(new byte[50]), up(distinct(256)), up(distinct(256))));
    assertEquals(0, alarms.size());
    EnvelopeMonitor large = new EnvelopeMonitor(List.of(spec), Integer.MAX_VALUE, alarms::add);
    byte[] random = new byte[100_000];
    new Random(1).nextBytes(random);
    feed(large, start, List.of(up(random), up(random)));
    assertEquals(List.of(65_536L), alarms.stream().map(Alarm::offset).toList());
  }

  @Test
  void saysNothingWhileBytesAreMissing() throws IOException {
    EnvelopeMonitor monitor = monitor("Port: 22\nRange: 1 999 0 1\n");
    StreamObserver stream = monitor.open(Connections.start(Transport.TCP, 22, false));
    stream.holeOpened(Direction.TO_SERVER, 1);
    stream.bytes(Direction.TO_CLIENT, distinct(16), 0, 16, 2);
    assertEquals(0, alarms.size());
    stream.holeFilled(Direction.TO_SERVER, 3);
    stream.bytes(Direction.TO_SERVER, distinct(16), 0, 16, 3);
    assertEquals(List.of(32L), alarms.stream().map(Alarm::offset).toList());
  }

  /** A fixed bound sees random bytes only where they are many; deviations see them at once. */
  @Test
  void boundsInDeviationsDoNotDependOnLength() throws IOException {
    String bits = "Port: all\nCumulative: no\nRange: 1 65536 0 7.9\n";
    String deviations =
        "Port: all\nCumulative: no\nBoundUnit: deviations\nRange: 1 65536 -inf -5\n";
    Random random = new Random(7);
    for (int length : new int[] {64, 200, 1000, 1448, 4000}) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      alarms.clear();
      feed(monitor(bits), Connections.start(Transport.TCP, 1, false), List.of(up(bytes)));
      assertEquals(length > 2000 ? 1 : 0, alarms.size(), "bits, " + length);
      alarms.clear();
      feed(monitor(deviations), Connections.start(Transport.TCP, 1, false), List.of(up(bytes)));
      assertEquals(1, alarms.size(), "deviations, " + length);
    }
  }

  @Test
  void deviationsAreThoseOfTheExactExpectationAndDeviation() {
    UniformScore score = new UniformScore();
    for (int n : new int[] {2, 100, 511, 512, 513, 1023, 1447, 5000, 33333, 65535, 65536}) {
      double exact =
          (7.5 - UniformBytes.expected(Measure.H, n)) / UniformBytes.standardDeviation(n);
      assertEquals(exact, score.deviations(7.5, n), 1e-3 + Math.abs(exact) * 1e-5, "n = " + n);
      double mean = UniformBytes.expected(Measure.H, n);
      assertEquals(0, score.deviations(mean, n), 1e-3, "n = " + n);
    }
    assertEquals(0, score.deviations(0, 1));
  }

  @Test
  void aGaugeGivesTheEntropyOfAllBytesSoFar() {
    Random random = new Random(3);
    PacketGauge gauge = new PacketGauge(View.BOTH, true, 65_536);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 50; i++) {
      byte[] bytes = new byte[random.nextInt(1, 1400)];
      random.nextBytes(bytes);
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] &= (byte) (0x0f + i);
      }
      all.writeBytes(bytes);
      Direction from = random.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT;
      assertEquals(true, gauge.add(from, bytes, 0, bytes.length));
      assertEquals(naiveEntropy(all.toByteArray()), gauge.entropy(), 1e-9);
      assertEquals(all.size(), gauge.offset());
      assertEquals(i + 1, gauge.packets());
    }
  }

  private static double naiveEntropy(byte[] bytes) {
    double entropy = 0;
    for (int value = -128; value < 128; value++) {
      int count = 0;
      for (byte b : bytes) {
        count += b == value ? 1 : 0;
      }
      double p = (double) count / bytes.length;
      entropy -= count == 0 ? 0 : p * Math.log(p) / Math.log(2);
    }
    return entropy;
  }

  @Test
  void jsonHasTheFiveTupleTheCommunityIdAndTheEnvelope() throws IOException {
    EnvelopeMonitor monitor = monitor("Port: 22\nRange: 1 9 0 1\n");
    StreamStart start = Connections.start(Transport.TCP, 22, false);
    feed(monitor, start, List.of(up(distinct(4))));
    String end =
        "\"proto\":\"TCP\",\"src_ip\":\"192.0.2.1\",\"src_port\":50412,"
            + "\"dest_ip\":\"198.51.100.2\",\"dest_port\":22,"
            + "\"community_id\":\"1:kQRsk7SD+mILVaLS+x9wb9rgvs0=\","
            + "\"flow\":{\"start\":\"2026-11-21T20:44:46.123456+0000\"},"
            + "\"envelope\":{\"alarm\":\"rising\",\"spec\":\"tcp-22-ssh\",\"direction\":\"both\","
            + "\"offset\":4,\"packets\":1,\"entropy\":2.00000000,\"range\":0,\"start\":1,\"end\":9,"
            + "\"min\":0.00000000,\"max\":1.00000000,\"range_unit\":\"bytes\","
            + "\"bound_unit\":\"bits\"}}\n";
    String begin =
        "{\"timestamp\":\"2026-11-21T20:44:46.124456+0000\",\"event_type\":\"entroprint\",";
    assertEquals(begin + end, eve(alarms.get(0), ""));
    assertEquals(
        begin + "\"pcap_filename\":\"a\\\"b\\u0001.pcap\"," + end,
        eve(alarms.get(0), "a\"b\u0001.pcap"));
  }

  private static String eve(Alarm alarm, String capture) {
    return new String(alarm.eveLine(capture), StandardCharsets.UTF_8);
  }

  @Test
  void anIpv6AddressIsBracketedAndNoBoundIsNull() throws IOException {
    EnvelopeMonitor monitor =
        monitor("Port: 22\nCumulative: no\nBoundUnit: deviations\nRange: 1 9999 -inf -4\n");
    IpAddress host = IpAddress.parse("2001:db8::1");
    FlowKey key = new FlowKey(Transport.TCP, host, 5, host, 22);
    byte[] bytes = distinct(256);
    feed(monitor, StreamStart.of(key, 0, 0), List.of(up(bytes)));
    String line = alarms.get(0).line();
    String expected =
        "RISING ALARM on [2001:db8::1]:5 -> [2001:db8::1]:22 offset=256 packets=1 "
            + "entropy=8.00000000 range=0 (1 9999 -inf -4.000000) deviations=";
    assertEquals(expected, line.substring(0, expected.length()));
    assertEquals(true, eve(alarms.get(0), "").contains("\"min\":null,\"max\":-4.00000000"));
  }
}
