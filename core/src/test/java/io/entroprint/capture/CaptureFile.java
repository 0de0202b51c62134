package io.entroprint.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Builds pcap and pcapng files, and reads them back. */
final class CaptureFile {
  static final int MICROSECONDS = 0xa1b2c3d4;
  static final int NANOSECONDS = 0xa1b23c4d;
  static final int MODIFIED = 0xa1b2cd34;

  private final ByteOrder order;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  CaptureFile(ByteOrder order) {
    this.order = order;
  }

  private byte[] u16(int value) {
    return number(value, 2);
  }

  private byte[] u32(long value) {
    return number(value, 4);
  }

  private byte[] number(long value, int size) {
    byte[] digits = new byte[size];
    for (int i = 0; i < size; i++) {
      int place = order == ByteOrder.BIG_ENDIAN ? size - 1 - i : i;
      digits[place] = (byte) (value >>> (8 * i));
    }
    return digits;
  }

  CaptureFile put(byte[]... more) {
    bytes.writeBytes(Wire.join(more));
    return this;
  }

  CaptureFile pcap(int magic, int linkType) {
    put(u32(magic), u16(2), u16(4), new byte[8]);
    return put(u32(65_535), u32(linkType));
  }

  CaptureFile record(long seconds, int fraction, byte[] data, int original) {
    return put(u32(seconds), u32(fraction), u32(data.length), u32(original), data);
  }

  CaptureFile modifiedRecord(long seconds, int fraction, byte[] data) {
    put(u32(seconds), u32(fraction), u32(data.length), u32(data.length));
    return put(new byte[8], data);
  }

  CaptureFile block(int type, byte[]... body) {
    byte[] content = Wire.join(body);
    byte[] padding = new byte[-content.length & 3];
    byte[] length = u32(12 + content.length + padding.length);
    return put(u32(type), length, content, padding, length);
  }

  CaptureFile section() {
    return block(0x0a0d0d0a, u32(0x1a2b3c4d), u16(1), u16(0), number(-1, 8));
  }

  CaptureFile interfaceOf(int linkType, int snapLength, byte[]... options) {
    return block(1, u16(linkType), u16(0), u32(snapLength), Wire.join(options));
  }

  byte[] option(int code, byte[] value) {
    return Wire.join(u16(code), u16(value.length), value, new byte[-value.length & 3]);
  }

  byte[] longOption(int code, long value) {
    return option(code, number(value, 8));
  }

  CaptureFile enhancedPacket(int interfaceId, long units, byte[] data, int original) {
    return block(
        6, u32(interfaceId), u32(units >>> 32), u32(units), u32(data.length), u32(original), data);
  }

  CaptureFile oldPacket(int interfaceId, long units, byte[] data) {
    return block(
        2,
        Wire.join(u16(interfaceId), u16(3)),
        u32(units >>> 32),
        u32(units),
        u32(data.length),
        u32(data.length),
        data);
  }

  CaptureFile simplePacket(byte[] data, int original) {
    return block(3, u32(original), data);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** What a reader gives: a line a packet, and the error that ended it. */
  static List<String> read(byte[] file) {
    List<String> lines = new ArrayList<>();
    try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(file), "test")) {
      Packet packet = new Packet();
      while (reader.next(packet)) {
        String data =
            new String(packet.array(), packet.offset(), packet.capturedLength(), ISO_8859_1);
        lines.add(
            packet.timeNanos()
                + " "
                + packet.linkType()
                + " "
                + data
                + " "
                + packet.originalLength());
      }
    } catch (IOException e) {
      lines.add(e.getMessage());
    }
    return lines;
  }
}
