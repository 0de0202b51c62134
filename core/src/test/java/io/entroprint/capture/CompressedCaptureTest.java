package io.entroprint.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.packets.CaptureFile;
import io.entroprint.packets.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class CompressedCaptureTest {
  private static final int PACKETS = 200;

  private static byte[] capture() {
    CaptureFile file = new CaptureFile(ByteOrder.LITTLE_ENDIAN).pcap(CaptureFile.MICROSECONDS, 1);
    Random random = new Random(5);
    for (int i = 0; i < PACKETS; i++) {
      byte[] payload = new byte[1000];
      random.nextBytes(payload);
      byte[] tcp = Wire.tcp(40_000, 80, i * 1000, 1, Wire.ACK, payload);
      byte[] frame = Wire.ethernet(0x0800, Wire.ipv4(Wire.CLIENT, Wire.SERVER, 6, tcp));
      file.record(i, 0, frame, frame.length);
    }
    return file.bytes();
  }

  /** As many records again. */
  private static byte[] more() {
    byte[] all = capture();
    return Arrays.copyOfRange(all, 24, all.length);
  }

  private static byte[] compressed(Compression by, byte[] bytes) {
    ByteArrayOutputStream into = new ByteArrayOutputStream();
    try (OutputStream out = compressor(by, into)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return into.toByteArray();
  }

  private static OutputStream compressor(Compression by, OutputStream into) throws IOException {
    return switch (by) {
      case GZIP -> new GZIPOutputStream(into);
      case ZSTD -> zstd(into);
      case LZ4 ->
          new FramedLZ4CompressorOutputStream(
              into,
              new FramedLZ4CompressorOutputStream.Parameters(
                  FramedLZ4CompressorOutputStream.BlockSize.K64,
                  true,
                  true,
                  true,
                  BlockLZ4CompressorOutputStream.createParameterBuilder().build()));
      case XZ -> new XZOutputStream(into, new LZMA2Options(0));
      case BZIP2 -> new BZip2CompressorOutputStream(into, 1);
    };
  }

  private static OutputStream zstd(OutputStream into) {
    try {
      return Class.forName("io.airlift.compress.zstd.ZstdOutputStream")
          .asSubclass(OutputStream.class)
          .getConstructor(OutputStream.class)
          .newInstance(into);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static int packets(CaptureReader reader) throws IOException {
    Packet packet = new Packet();
    int packets = 0;
    try (reader) {
      while (reader.next(packet)) {
        packets++;
      }
    }
    return packets;
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void readsWhatIsCompressed(Compression by) throws IOException {
    byte[] file = compressed(by, capture());
    assertEquals(by, Compression.of(Arrays.copyOf(file, Compression.MAGIC_BYTES)));
    assertEquals(PACKETS, packets(CaptureReader.open(new ByteArrayInputStream(file), "test")));
  }

  /** Each piece a compressed file of its own: what {@code cat} and parallel compressors make. */
  @ParameterizedTest
  @EnumSource(Compression.class)
  void readsFilesOneBehindAnother(Compression by) throws IOException {
    byte[] whole = capture();
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    int step = whole.length / 7;
    for (int i = 0; i < 7; i++) {
      int end = i == 6 ? whole.length : (i + 1) * step;
      joined.writeBytes(compressed(by, Arrays.copyOfRange(whole, i * step, end)));
    }
    InputStream in = new ByteArrayInputStream(joined.toByteArray());
    assertEquals(PACKETS, packets(CaptureReader.open(in, "test")));
  }

  /** What {@code pzstd} writes: before each frame a skippable one with the frame's length. */
  @Test
  void readsPastSkippableFrames() throws IOException {
    byte[] whole = capture();
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    int step = whole.length / 3;
    for (int i = 0; i < 3; i++) {
      int end = i == 2 ? whole.length : (i + 1) * step;
      joined.writeBytes(ZstdFramesTest.skippable(i, new byte[4]));
      joined.writeBytes(compressed(Compression.ZSTD, Arrays.copyOfRange(whole, i * step, end)));
    }
    joined.writeBytes(ZstdFramesTest.skippable(15, new byte[1000]));
    InputStream in = new ByteArrayInputStream(joined.toByteArray());
    assertEquals(PACKETS, packets(CaptureReader.open(in, "test")));
  }

  /** What is wrong behind the last frame costs nothing of what is in the frames. */
  @Test
  void givesAllThatCameBeforeWhatIsNoFrameOfZstd() throws IOException {
    byte[] good = compressed(Compression.ZSTD, capture());
    byte[] cut = Arrays.copyOf(ZstdFramesTest.skippable(0, new byte[100]), 50);
    for (byte[] tail : new byte[][] {cut, new byte[100]}) {
      CaptureReader reader =
          CaptureReader.open(new ByteArrayInputStream(Wire.join(good, tail)), "test");
      Packet packet = new Packet();
      for (int i = 0; i < PACKETS; i++) {
        assertTrue(reader.next(packet));
      }
      CaptureFormatException fault =
          assertThrows(CaptureFormatException.class, () -> reader.next(packet));
      assertTrue(fault.getMessage().contains("found broken zstd data"), fault.getMessage());
    }
    byte[] nothing = ZstdFramesTest.skippable(0, new byte[100]);
    CaptureFormatException empty =
        assertThrows(
            CaptureFormatException.class,
            () -> packets(CaptureReader.open(new ByteArrayInputStream(nothing), "test")));
    assertTrue(empty.getMessage().endsWith("found an empty file"), empty.getMessage());
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void givesAllThatCameBeforeACut(Compression by) throws IOException {
    byte[] file = compressed(by, Wire.join(capture(), more()));
    byte[] half = Arrays.copyOf(file, file.length / 2);
    CaptureFormatException cut =
        assertThrows(
            CaptureFormatException.class,
            () -> packets(CaptureReader.open(new ByteArrayInputStream(half), "test")));
    assertTrue(cut.isCut());
    String broken = "found broken " + by.id + " data after unpacking ";
    assertTrue(cut.getMessage().contains(broken), cut.getMessage());
    CaptureReader.Builder growing = CaptureReader.builder().growing(true);
    int packets = packets(growing.open(new ByteArrayInputStream(half), "test"));
    // The library for zstd keeps back as much as later bytes may refer to.
    int least = by == Compression.ZSTD ? 0 : 50;
    assertTrue(packets >= least && packets < 2 * PACKETS, packets + " packets");
  }

  /** A bit of one byte after another is turned: an error or good packets, never anything thrown. */
  @ParameterizedTest
  @EnumSource(Compression.class)
  void survivesEveryBrokenByte(Compression by) throws IOException {
    byte[] small = Arrays.copyOf(capture(), 1300);
    byte[] file = compressed(by, small);
    for (int i = 0; i < file.length; i += by == Compression.GZIP ? 1 : 5) {
      byte[] broken = file.clone();
      broken[i] ^= (byte) (1 << i % 8);
      try {
        packets(CaptureReader.open(new ByteArrayInputStream(broken), "test"));
      } catch (CaptureFormatException e) {
        assertTrue(e.getMessage().startsWith("test: byte "), e.getMessage());
        assertFalse(e.getMessage().contains("\n"));
      }
    }
  }

  @Test
  void readsThousandsOfEmptyMembers() throws IOException {
    byte[] empty = compressed(Compression.GZIP, new byte[0]);
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int i = 0; i < 100_000; i++) {
      joined.writeBytes(empty);
    }
    joined.writeBytes(compressed(Compression.GZIP, capture()));
    // As a tape pads a file.
    joined.writeBytes(new byte[1000]);
    InputStream in = new ByteArrayInputStream(joined.toByteArray());
    assertEquals(PACKETS, packets(CaptureReader.open(in, "test")));
  }

  @Test
  void readsGzipHeadersWithEveryField() throws IOException {
    byte[] plain = compressed(Compression.GZIP, capture());
    byte[] header =
        Wire.hex("1f8b 08 1e 00000000 0003 0300 616263 6e616d6500 636f6d6d656e7400 1234");
    byte[] file = Wire.join(header, Arrays.copyOfRange(plain, 10, plain.length));
    assertEquals(PACKETS, packets(CaptureReader.open(new ByteArrayInputStream(file), "test")));
  }

  /** A pipe whose writer pauses: it never has bytes available, and gives few at a time. */
  @Test
  void waitsForTheNextMember() throws IOException {
    byte[] whole = capture();
    byte[] first = compressed(Compression.GZIP, Arrays.copyOf(whole, 70_000));
    byte[] second = compressed(Compression.GZIP, Arrays.copyOfRange(whole, 70_000, whole.length));
    InputStream pipe =
        new SequenceInputStream(new ByteArrayInputStream(first), new ByteArrayInputStream(second)) {
          @Override
          public int available() {
            return 0;
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(length, 100));
          }
        };
    assertEquals(PACKETS, packets(CaptureReader.open(pipe, "test")));
  }

  /** What was unpacked is handed out before more is asked for: the writer may never go on. */
  @Test
  void givesPacketsOfAMemberBeforeTheNextCame() throws IOException {
    byte[] first = compressed(Compression.GZIP, capture());
    InputStream pipe =
        new SequenceInputStream(
            new ByteArrayInputStream(first),
            new InputStream() {
              @Override
              public int read() {
                throw new AssertionError("asked for more than is needed");
              }

              @Override
              public int read(byte[] into, int offset, int length) {
                return read();
              }
            });
    CaptureReader reader = CaptureReader.open(pipe, "test");
    Packet packet = new Packet();
    for (int i = 0; i < PACKETS; i++) {
      assertTrue(reader.next(packet));
    }
  }

  @Test
  void boundsWhatASmallFileUnpacksTo() throws IOException {
    CaptureFile start = new CaptureFile(ByteOrder.LITTLE_ENDIAN).pcap(CaptureFile.MICROSECONDS, 1);
    ByteArrayOutputStream into = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(into)) {
      out.write(start.bytes());
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 80; i++) {
        out.write(zeros);
      }
    }
    byte[] bomb = into.toByteArray();
    CaptureFormatException refused =
        assertThrows(
            CaptureFormatException.class,
            () -> packets(CaptureReader.open(new ByteArrayInputStream(bomb), "test")));
    assertTrue(
        refused
            .getMessage()
            .endsWith("it unpacks to more than 250 times its size, a bound that can be set"),
        refused.getMessage());
    CaptureReader.Builder higher = CaptureReader.builder().maxExpansion(2000);
    assertEquals(80 << 16, packets(higher.open(new ByteArrayInputStream(bomb), "test")));
    assertThrows(IllegalArgumentException.class, () -> CaptureReader.builder().maxExpansion(0));
  }

  @Test
  void readsAGrowingCaptureToItsLastWholePacket() throws IOException {
    byte[] whole = capture();
    CaptureReader.Builder growing = CaptureReader.builder().growing(true);
    int before = 0;
    for (int length = 0; length <= whole.length; length += 97) {
      InputStream in = new ByteArrayInputStream(whole, 0, length);
      int packets = packets(growing.open(in, "test"));
      assertEquals(Math.max(0, (length - 24) / 1070), packets);
      assertTrue(packets >= before);
      before = packets;
    }
    byte[] broken = whole.clone();
    broken[24 + 1070 + 11] = 0x7f; // a captured length of 2 GB
    InputStream in = new ByteArrayInputStream(broken);
    assertThrows(CaptureFormatException.class, () -> packets(growing.open(in, "test")));
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void isFoundInADirectory(Compression by, @TempDir Path directory) throws IOException {
    Path unnamed = directory.resolve("anything");
    Files.write(unnamed, compressed(by, capture()));
    assertTrue(CaptureReader.isCapture(unnamed));
    Files.write(unnamed, compressed(by, "no capture, but a text of some length".getBytes(UTF_8)));
    assertFalse(CaptureReader.isCapture(unnamed));
    String ending =
        switch (by) {
          case GZIP -> "gz";
          case ZSTD -> "zst";
          case BZIP2 -> "bz2";
          default -> by.id;
        };
    assertTrue(CaptureReader.isCapture(Path.of("of-tcpdump.PCAP." + ending)));
    assertTrue(CaptureReader.isCapture(Path.of("x.pcapng." + ending)));
  }

  /** As in a program that has no library but this one. */
  @ParameterizedTest
  @EnumSource(Compression.class)
  void namesTheCompressionOfWhichTheLibraryIsMissing(Compression by, @TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("a.pcap");
    Files.write(file, compressed(by, capture()));
    URL classes = CaptureReader.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader alone = new URLClassLoader(new URL[] {classes}, null)) {
      var open = alone.loadClass(CaptureReader.class.getName()).getMethod("open", Path.class);
      if (by == Compression.GZIP) {
        assertTrue(open.invoke(null, file) != null);
        return;
      }
      Exception thrown = assertThrows(Exception.class, () -> open.invoke(null, file));
      assertEquals(
          file
              + ": byte 0: expected what can be unpacked here, found "
              + by.id
              + ": add "
              + by.library
              + " to read such files",
          thrown.getCause().getMessage());
    }
  }

  @Test
  void giveTheBytesAsTheyAreIfNothingIsCompressed() throws IOException {
    for (byte[] bytes : new byte[][] {{}, {1}, {1, 2, 3, 4, 5, 6, 7}, capture()}) {
      try (CompressedInput in = CompressedInput.open(new ByteArrayInputStream(bytes), "test")) {
        assertArrayEquals(bytes, in.readAllBytes());
        assertEquals("", in.compression());
      }
    }
  }
}
