package io.entroprint.capture;

import static io.entroprint.packets.CaptureFile.gzip;
import static io.entroprint.packets.CaptureFile.read;
import static io.entroprint.packets.Wire.hex;
import static io.entroprint.packets.Wire.text;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.packets.CaptureFile;
import io.entroprint.packets.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CaptureReaderTest {

  static Stream<ByteOrder> orders() {
    return Stream.of(LITTLE_ENDIAN, BIG_ENDIAN);
  }

  @ParameterizedTest
  @MethodSource("orders")
  void readsPcap(ByteOrder order) {
    byte[] file =
        new CaptureFile(order)
            .pcap(CaptureFile.MICROSECONDS, 1)
            .record(1, 2, text("abc"), 3)
            .record(4_000_000_000L, 999_999, text("d"), 1500)
            .record(3, 0, text(""), 60)
            .bytes();
    assertEquals(
        List.of("1000002000 1 abc 3", "4000000000999999000 1 d 1500", "3000000000 1  60"),
        read(file));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void readsPcapWithNanoseconds(ByteOrder order) {
    byte[] file =
        new CaptureFile(order)
            .pcap(CaptureFile.NANOSECONDS, 113)
            .record(1, 999_999_999, text("abc"), 3)
            .bytes();
    assertEquals(List.of("1999999999 113 abc 3"), read(file));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void readsPcapWithLongerRecordHeaders(ByteOrder order) {
    byte[] file =
        new CaptureFile(order)
            .pcap(CaptureFile.MODIFIED, 1)
            .modifiedRecord(1, 2, text("abc"))
            .modifiedRecord(1, 3, text("def"))
            .bytes();
    assertEquals(List.of("1000002000 1 abc 3", "1000003000 1 def 3"), read(file));
  }

  @Test
  void ignoresWhatThePcapHeaderSaysOfTheFrameCheckSequence() {
    byte[] file =
        new CaptureFile(LITTLE_ENDIAN)
            .pcap(CaptureFile.MICROSECONDS, 0x5400_0001)
            .record(1, 2, text("abc"), 3)
            .bytes();
    assertEquals(List.of("1000002000 1 abc 3"), read(file));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void readsPcapngWithSeveralInterfacesSectionsAndKindsOfPackets(ByteOrder order) {
    ByteOrder other = order == BIG_ENDIAN ? LITTLE_ENDIAN : BIG_ENDIAN;
    byte[] second =
        new CaptureFile(other)
            .section()
            .interfaceOf(228, 4)
            .simplePacket(text("wxyz"), 1000)
            .enhancedPacket(0, 5_000_000, text("end"), 3)
            .bytes();
    CaptureFile first = new CaptureFile(order);
    byte[] file =
        first
            .section()
            .block(0x0bad, text("a block of a kind that nobody knows"))
            .interfaceOf(1, 0)
            .interfaceOf(
                101,
                65_535,
                first.option(2, text("eth0")),
                first.option(9, new byte[] {9}),
                first.longOption(14, -1),
                first.option(0, new byte[0]))
            .enhancedPacket(0, 1_700_000_000_123_456L, text("abc"), 9)
            .enhancedPacket(1, 2_000_000_001L, text("defg"), 4)
            .oldPacket(1, 3_000_000_000L, text("hi"))
            .block(5, new byte[12])
            .simplePacket(text("k"), 1)
            .put(second)
            .bytes();
    assertEquals(
        List.of(
            "1700000000123456000 1 abc 9",
            "1000000001 101 defg 4",
            "2000000000 101 hi 2",
            "2000000000 1 k 1",
            "2000000000 228 wxyz 1000",
            "5000000000 228 end 3"),
        read(file));
  }

  @ParameterizedTest(name = "if_tsresol {0}: {1} units are {2} ns")
  @CsvSource({
    "00, 7, 7000000000",
    "03, 1500, 1500000000",
    "06, 1, 1000",
    "09, 1, 1",
    "0c, 1999, 1",
    "1b, -1, 18",
    "7f, 5, 0",
    "80, 3, 3000000000",
    "81, 3, 1500000000",
    "94, 1572864, 1500000000",
    "a0, 6442450944, 1500000000",
    "bf, 4611686018427387904, 500000000",
    "ff, 5, 0",
    "06, -1, 9223372036854775807",
    "94, -1, 9223372036854775807",
  })
  void understandsEveryUnitOfTime(String option, long units, long nanos) {
    CaptureFile file = new CaptureFile(LITTLE_ENDIAN);
    file.section().interfaceOf(1, 0, file.option(9, hex(option)));
    assertEquals(
        List.of(nanos + " 1 a 1"), read(file.enhancedPacket(0, units, text("a"), 1).bytes()));
  }

  @Test
  void readsGzipOfEither() {
    byte[] pcap = small();
    byte[] pcapng =
        new CaptureFile(BIG_ENDIAN)
            .section()
            .interfaceOf(1, 0)
            .enhancedPacket(0, 1, text("abc"), 3)
            .bytes();
    assertEquals(read(pcap), read(gzip(pcap)));
    assertEquals(read(pcapng), read(gzip(pcapng)));
  }

  @Test
  void readsGzipOfSeveralMembers() {
    byte[] pcap = small();
    byte[] members =
        Wire.join(
            gzip(Arrays.copyOfRange(pcap, 0, 30)), gzip(Arrays.copyOfRange(pcap, 30, pcap.length)));
    assertEquals(read(pcap), read(members));
  }

  private static byte[] small() {
    return new CaptureFile(LITTLE_ENDIAN)
        .pcap(CaptureFile.MICROSECONDS, 1)
        .record(1, 0, text("abc"), 3)
        .record(2, 0, text("defg"), 4)
        .bytes();
  }

  @Test
  void givesTheSameWhateverTheChunksOfTheStream() throws IOException {
    byte[] file = large();
    InputStream dripping =
        new ByteArrayInputStream(file) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1 + (count - pos) % 4097));
          }
        };
    try (CaptureReader whole = CaptureReader.open(new ByteArrayInputStream(file), "whole");
        CaptureReader dripped = CaptureReader.open(dripping, "dripped")) {
      Packet a = new Packet();
      Packet b = new Packet();
      int packets = 0;
      while (whole.next(a)) {
        assertTrue(dripped.next(b));
        assertEquals(packets * 1000L, a.timeNanos());
        assertEquals(packets % 50_000, a.capturedLength());
        assertTrue(
            Arrays.equals(
                a.array(),
                a.offset(),
                a.offset() + a.capturedLength(),
                b.array(),
                b.offset(),
                b.offset() + b.capturedLength()));
        packets += 997;
      }
      assertFalse(dripped.next(b));
    }
  }

  /** Larger than the window, so that packets lie across its end. */
  private static byte[] large() {
    CaptureFile file = new CaptureFile(LITTLE_ENDIAN).pcap(CaptureFile.MICROSECONDS, 1);
    for (int i = 0; i < 200; i++) {
      byte[] data = new byte[i * 997 % 50_000];
      Arrays.fill(data, (byte) i);
      file.record(0, i * 997, data, data.length);
    }
    return file.bytes();
  }

  /** What is wrong, the file, and the line that says so. */
  static Stream<Arguments> brokenFiles() {
    CaptureFile ng = new CaptureFile(LITTLE_ENDIAN).section().interfaceOf(1, 0);
    byte[] pcap = small();
    byte[] packed = gzip(large());
    return Stream.of(
        broken("empty", "", "0: expected a pcap or pcapng capture, found an empty file"),
        broken(
            "a text",
            "54 69 74 6c 65",
            "0: expected a pcap or pcapng magic number, found 0x5469746c"),
        broken(
            "two bytes",
            "0a 0d",
            "0: expected a pcap or pcapng magic number of 4 bytes, found the end of the file at"
                + " byte 2"),
        broken(
            "a cut gzip header",
            "1f 8b 08",
            "0: expected a pcap or pcapng magic number of 4 bytes, found broken gzip data after"
                + " unpacking 0 bytes: it ends early"),
        broken(
            "a cut pcap header",
            "d4 c3 b2 a1 0200",
            "0: expected a pcap file header of 24 bytes, found the end of the file at byte 6"),
        Arguments.of(
            "a huge packet",
            Wire.join(pcap, hex("00000000 00000000 ffffffff ffffffff 00")),
            2,
            "71: expected a captured length of at most 262144, found 4294967295"),
        Arguments.of(
            "a cut record header",
            Arrays.copyOf(pcap, pcap.length - 10),
            1,
            "43: expected a packet header of 16 bytes, found the end of the file at byte 53"),
        Arguments.of(
            "a cut record",
            Arrays.copyOf(pcap, pcap.length - 1),
            1,
            "43: expected a packet of 16 + 4 bytes, found the end of the file at byte 62"),
        Arguments.of(
            "a cut section header",
            hex("0a0d0d0a 1c000000"),
            0,
            "0: expected a block of at least 12 bytes, found the end of the file at byte 8"),
        Arguments.of(
            "no byte order",
            hex("0a0d0d0a 1c000000 12345678"),
            0,
            "8: expected the byte order magic 0x1a2b3c4d, found 0x12345678"),
        Arguments.of(
            "another major version",
            hex("0a0d0d0a 1c000000 4d3c2b1a 0200 0000 ffffffffffffffff 1c000000"),
            0,
            "12: expected pcapng version 1, found 2"),
        Arguments.of(
            "an odd block length",
            Wire.join(ng.bytes(), hex("06000000 21000000 00000000")),
            0,
            "52: expected a block length that is 12 or more and divisible by 4, found 33"),
        Arguments.of(
            "a tiny packet block",
            Wire.join(ng.bytes(), hex("06000000 10000000 00000000 10000000")),
            0,
            "52: expected an enhanced packet block of at least 32 bytes, found 16"),
        Arguments.of(
            "an interface that is not there",
            new CaptureFile(LITTLE_ENDIAN).section().enhancedPacket(0, 1, text("abc"), 3).bytes(),
            0,
            "36: expected one of the 0 described interfaces, found number 0"),
        Arguments.of(
            "a packet longer than its block",
            Wire.join(
                ng.bytes(),
                hex("06000000 24000000 00000000 00000000 00000000 05000000 05000000"),
                hex("61626364 24000000")),
            0,
            "48: expected a captured length of at most 4, found 5"),
        Arguments.of(
            "another length at the end of a block",
            Wire.join(
                ng.bytes(),
                hex("06000000 24000000 00000000 00000000 00000000 04000000 04000000"),
                hex("61626364 28000000")),
            1,
            "80: expected the block length 36 again, found 40"),
        Arguments.of(
            "a block longer than the file",
            Wire.join(ng.bytes(), hex("0a000000 fcffffff 00000000 00")),
            0,
            "48: expected a block of 4294967292 bytes, found the end of the file at byte 61"),
        Arguments.of(
            "an option longer than its block",
            new CaptureFile(LITTLE_ENDIAN)
                .section()
                .interfaceOf(1, 0, hex("0200 ff00 61626364"))
                .bytes(),
            0,
            "46: expected an option that ends in its block, found length 255"),
        Arguments.of(
            "gzip data that end early",
            Arrays.copyOf(packed, packed.length / 2),
            -1,
            "bytes, found broken gzip data after unpacking "));
  }

  private static Arguments broken(String what, String file, String line) {
    return Arguments.of(what, hex(file), 0, line);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenFiles")
  void saysInOneLineWhatIsWrongAfterAllThatIsGood(
      String what, byte[] file, int goodPackets, String line) {
    List<String> lines = read(file);
    String last = lines.get(lines.size() - 1);
    if (goodPackets >= 0) {
      assertEquals(goodPackets, lines.size() - 1);
      assertEquals("test: byte " + line, last);
    } else {
      assertTrue(lines.size() > 10 && last.startsWith("test: byte ") && last.contains(line), last);
    }
    assertFalse(last.contains("\n"));
  }

  @Test
  void toleratesUnknownLinkTypesBesideKnownOnes() {
    byte[] file =
        new CaptureFile(LITTLE_ENDIAN)
            .section()
            .interfaceOf(147, 0)
            .interfaceOf(1, 0)
            .enhancedPacket(0, 1, text("abc"), 3)
            .enhancedPacket(1, 1, text("abc"), 3)
            .bytes();
    assertEquals(List.of("1000 147 abc 3", "1000 1 abc 3"), read(file));
  }

  @Test
  void handsOutThePacketsAroundOneThatIsLargerThanTheWindow() throws IOException {
    byte[] largest = new byte[CaptureBuffer.MAX_PACKET];
    Arrays.fill(largest, (byte) 'x');
    CaptureFile file = new CaptureFile(LITTLE_ENDIAN).pcap(CaptureFile.MICROSECONDS, 1);
    for (int i = 0; i < 3; i++) {
      file.record(i, 0, text("small" + i), 6).record(i, 1, largest, largest.length);
    }
    try (CaptureReader reader =
        CaptureReader.open(new ByteArrayInputStream(file.bytes()), "test")) {
      Packet packet = new Packet();
      for (int i = 0; i < 3; i++) {
        assertTrue(reader.next(packet));
        assertEquals("small" + i, content(packet));
        assertTrue(reader.next(packet));
        assertEquals("x".repeat(largest.length), content(packet));
      }
      assertFalse(reader.next(packet));
    }
  }

  private static String content(Packet packet) {
    return new String(packet.array(), packet.offset(), packet.capturedLength(), US_ASCII);
  }

  @Test
  void stopsForGoodAfterAnError() throws IOException {
    byte[] file = small();
    try (CaptureReader reader =
        CaptureReader.open(new ByteArrayInputStream(file, 0, file.length - 1), "cut")) {
      Packet packet = new Packet();
      assertTrue(reader.next(packet));
      CaptureFormatException error =
          assertThrows(CaptureFormatException.class, () -> reader.next(packet));
      assertEquals("cut", error.file());
      assertEquals(43, error.position());
      assertFalse(reader.next(packet));
    }
  }

  @Test
  void namesTheFileThatIsNotThereOrIsNone(@TempDir Path directory) {
    Path missing = directory.resolve("missing.pcap");
    IOException absent = assertThrows(IOException.class, () -> CaptureReader.open(missing));
    assertEquals(missing + ": there is no such file", absent.getMessage());
    IOException wrong = assertThrows(IOException.class, () -> CaptureReader.open(directory));
    assertTrue(wrong.getMessage().startsWith(directory + ": "), wrong.getMessage());
  }

  @Test
  void readsFiles(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("good.pcap");
    Files.write(file, small());
    try (CaptureReader reader = CaptureReader.open(file)) {
      Packet packet = new Packet();
      assertTrue(reader.next(packet));
      assertTrue(reader.next(packet));
      assertFalse(reader.next(packet));
    }
  }
}
