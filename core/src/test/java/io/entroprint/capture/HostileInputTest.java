package io.entroprint.capture;

import static io.entroprint.packets.Wire.ACK;
import static io.entroprint.packets.Wire.FIN;
import static io.entroprint.packets.Wire.SYN;
import static io.entroprint.packets.Wire.ethernet;
import static io.entroprint.packets.Wire.hex;
import static io.entroprint.packets.Wire.ipv4;
import static io.entroprint.packets.Wire.ipv6;
import static io.entroprint.packets.Wire.join;
import static io.entroprint.packets.Wire.tcp;
import static io.entroprint.packets.Wire.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.packets.CaptureFile;
import io.entroprint.packets.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {

  /** Frames of many kinds, so that changed bytes turn one into another. */
  private static List<byte[]> frames() {
    List<byte[]> frames = new ArrayList<>();
    frames.add(Wire.clientTcp(99, SYN, ""));
    frames.add(Wire.serverTcp(499, 100, SYN | ACK, ""));
    for (int i = 0; i < 8; i++) {
      frames.add(Wire.clientTcp(100 + (i ^ 1) * 10, ACK, "0123456789"));
      frames.add(Wire.serverTcp(500 + i * 4, 100, ACK, "abcdef"));
    }
    byte[] v4 = ipv4(Wire.CLIENT, Wire.SERVER, 6, tcp(1, 2, 3, 4, SYN, text("tunnelled")));
    byte[] v6 = ipv6(Wire.CLIENT6, Wire.SERVER6, 6, tcp(1, 2, 3, 4, ACK, text("six")));
    frames.add(ethernet(0x8100, join(hex("0001 8847 00011140"), v4)));
    frames.add(ethernet(0x8864, join(hex("1100 0001 0057 0057"), v6)));
    frames.add(ethernet(0x0800, ipv4("192.0.2.1", "192.0.2.2", 47, join(hex("0000 0800"), v4))));
    frames.add(ethernet(0x0800, ipv4("192.0.2.1", "192.0.2.2", 41, v6)));
    byte[] gtp = join(hex("34ff 0000 00000001 00000085 01100900"), v4);
    byte[] vxlan = join(hex("08000000 00000100"), ethernet(0x0800, v4));
    frames.add(ethernet(0x0800, ipv4("192.0.2.1", "192.0.2.2", 17, Wire.udp(9, 2152, gtp))));
    frames.add(ethernet(0x0800, ipv4("192.0.2.1", "192.0.2.2", 17, Wire.udp(9, 4789, vxlan))));
    for (int i = 0; i < 4; i++) {
      int place = i < 3 ? 0x2000 | i : i;
      frames.add(
          ethernet(0x0800, ipv4(Wire.CLIENT, Wire.SERVER, 17, 5, place, new byte[0], new byte[8])));
      byte[] fragment = join(hex("1100 000" + (i < 3 ? i * 8 + 1 : 0) % 10 + " 00000007"), v4);
      frames.add(ethernet(0x86dd, ipv6(Wire.CLIENT6, Wire.SERVER6, 44, fragment)));
    }
    frames.add(Wire.clientTcp(180, ACK | FIN, ""));
    return frames;
  }

  private static byte[] pcap() {
    CaptureFile file = new CaptureFile(ByteOrder.BIG_ENDIAN).pcap(CaptureFile.NANOSECONDS, 1);
    frames().forEach(frame -> file.record(1, 1, frame, frame.length));
    return file.bytes();
  }

  private static byte[] pcapng() {
    CaptureFile file = new CaptureFile(ByteOrder.LITTLE_ENDIAN).section();
    file.interfaceOf(1, 0, file.option(9, hex("89")), file.longOption(14, 5));
    frames().forEach(frame -> file.enhancedPacket(0, 1, frame, frame.length));
    return file.bytes();
  }

  /** Reads a file, entering every tunnel; the recorders watch the contract of the observers. */
  private static FlowTable read(byte[] file) throws IOException {
    List<Recorder> streams = new ArrayList<>();
    FlowTable table =
        FlowTable.builder(
                start -> {
                  streams.add(new Recorder(start));
                  return streams.get(streams.size() - 1);
                })
            .tunnels(EnumSet.allOf(Tunnel.class))
            .build();
    try (table;
        CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(file), "fuzzed")) {
      table.acceptAll(reader);
    } catch (CaptureFormatException e) {
      assertTrue(e.getMessage().startsWith("fuzzed: byte " + e.position() + ": "), e.getMessage());
    }
    assertTrue(streams.stream().allMatch(stream -> stream.summary != null));
    return table;
  }

  @Test
  void readsTheFilesThatAreChangedBelow() throws IOException {
    for (byte[] file : List.of(pcap(), pcapng())) {
      FlowCounters counters = read(file).counters();
      assertEquals(frames().size(), counters.packets());
      assertEquals(0, counters.malformed() + counters.notIp() + counters.otherTransport());
    }
  }

  @RepeatedTest(40)
  void survivesChangedBytes(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    byte[] good = random.nextBoolean() ? pcap() : pcapng();
    for (int i = 0; i < 50; i++) {
      byte[] bad = good.clone();
      int changes = 1 + random.nextInt(random.nextBoolean() ? 3 : 300);
      for (int c = 0; c < changes; c++) {
        // Mostly behind the file header, so that there is something to decode.
        int at =
            random.nextInt(10) == 0
                ? random.nextInt(bad.length)
                : 24 + random.nextInt(bad.length - 24);
        bad[at] =
            (byte) (random.nextBoolean() ? random.nextInt() : bad[at] ^ 1 << random.nextInt(8));
      }
      read(bad);
      if (i % 10 == 0) {
        read(CaptureFile.gzip(bad));
      }
    }
  }

  @RepeatedTest(20)
  void survivesChangedHeaders(RepetitionInfo repetition) {
    Random random = new Random(1000 + repetition.getCurrentRepetition());
    Tap tap = new Tap(builder -> builder.tunnels(EnumSet.allOf(Tunnel.class)));
    for (int i = 0; i < 100; i++) {
      for (byte[] frame : frames()) {
        for (int c = random.nextInt(4); c > 0; c--) {
          frame[12 + random.nextInt(frame.length - 12)] = (byte) random.nextInt();
        }
        tap.send(frame, random.nextInt(8) == 0 ? random.nextInt(frame.length) : frame.length);
      }
    }
    tap.close();
    assertTrue(tap.streams.stream().allMatch(stream -> stream.summary != null));
    assertEquals(0, tap.table.counters().bufferedBytes());
  }

  @Test
  void survivesEveryCutOfAFile() throws IOException {
    for (byte[] file : List.of(pcap(), pcapng())) {
      for (int length = 0; length < file.length; length++) {
        read(Arrays.copyOf(file, length));
      }
    }
  }

  @ParameterizedTest(name = "flags {0}")
  @ValueSource(ints = {SYN, ACK, SYN | ACK})
  void staysWithinItsBoundsInAFloodOfNewConnections(int flags) {
    Tap tap = new Tap(builder -> builder.maxStreams(100)).linkType(101);
    for (int i = 0; i < 20_000; i++) {
      String from = "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255);
      tap.send(ipv4(from, Wire.SERVER, 6, tcp(i & 0xffff, 80, 1, 1, flags, new byte[0])));
      assertTrue(tap.table.counters().openStreams() <= 100);
    }
    tap.close();
    FlowCounters counters = tap.table.counters();
    assertEquals(20_000, counters.tcpStreams() + counters.outsideStreams());
    assertEquals(tap.streams.size(), counters.tcpStreams());
  }

  @Test
  void staysWithinItsBoundsInAFloodOfSegmentsAheadOfTheirTurn() {
    int perStream = 10_000;
    int inAll = 50_000;
    Tap tap =
        new Tap(b -> b.maxBufferedBytesPerStream(perStream).maxBufferedBytes(inAll)).linkType(101);
    for (int port = 0; port < 100; port++) {
      tap.send(ipv4(Wire.CLIENT, Wire.SERVER, 6, tcp(port, 80, 0, 0, SYN, new byte[0])));
    }
    Random random = new Random(5);
    for (int i = 0; i < 50_000; i++) {
      int port = random.nextInt(100);
      int sequence = 2 + random.nextInt(1 << 20);
      byte[] payload = new byte[1 + random.nextInt(3)];
      tap.send(ipv4(Wire.CLIENT, Wire.SERVER, 6, tcp(port, 80, sequence, 0, ACK, payload)));
      assertTrue(tap.table.counters().bufferedBytes() <= inAll);
    }
    assertTrue(tap.table.counters().droppedBytes() > 0);
    tap.close();
    assertEquals(0, tap.table.counters().bufferedBytes());
    assertTrue(tap.streams.stream().allMatch(stream -> stream.summary.gapToServer()));
  }
}
