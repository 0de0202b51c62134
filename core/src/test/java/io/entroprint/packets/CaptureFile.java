package io.entroprint.packets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.Packet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Builds pcap and pcapng files, and reads them back. */
public final class CaptureFile {
  public static final int MICROSECONDS = 0xa1b2c3d4;
  public static final int NANOSECONDS = 0xa1b23c4d;
  public static final int MODIFIED = 0xa1b2cd34;

  private final ByteOrder order;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public CaptureFile(ByteOrder order) {
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

  public CaptureFile put(byte[]... more) {
    bytes.writeBytes(Wire.join(more));
    return this;
  }

  public CaptureFile pcap(int magic, int linkType) {
    put(u32(magic), u16(2), u16(4), new byte[8]);
    return put(u32(65_535), u32(linkType));
  }

  public CaptureFile record(long seconds, int fraction, byte[] data, int original) {
    return put(u32(seconds), u32(fraction), u32(data.length), u32(original), data);
  }

  public CaptureFile modifiedRecord(long seconds, int fraction, byte[] data) {
    put(u32(seconds), u32(fraction), u32(data.length), u32(data.length));
    return put(new byte[8], data);
  }

  public CaptureFile block(int type, byte[]... body) {
    byte[] content = Wire.join(body);
    byte[] padding = new byte[-content.length & 3];
    byte[] length = u32(12 + content.length + padding.length);
    return put(u32(type), length, content, padding, length);
  }

  public CaptureFile section() {
    return block(0x0a0d0d0a, u32(0x1a2b3c4d), u16(1), u16(0), number(-1, 8));
  }

  public CaptureFile interfaceOf(int linkType, int snapLength, byte[]... options) {
    return block(1, u16(linkType), u16(0), u32(snapLength), Wire.join(options));
  }

  public byte[] option(int code, byte[] value) {
    return Wire.join(u16(code), u16(value.length), value, new byte[-value.length & 3]);
  }

  public byte[] longOption(int code, long value) {
    return option(code, number(value, 8));
  }

  public CaptureFile enhancedPacket(int interfaceId, long units, byte[] data, int original) {
    return block(
        6, u32(interfaceId), u32(units >>> 32), u32(units), u32(data.length), u32(original), data);
  }

  public CaptureFile oldPacket(int interfaceId, long units, byte[] data) {
    return block(
        2,
        Wire.join(u16(interfaceId), u16(3)),
        u32(units >>> 32),
        u32(units),
        u32(data.length),
        u32(data.length),
        data);
  }

  public CaptureFile simplePacket(byte[] data, int original) {
    return block(3, u32(original), data);
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }

  public static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** What a reader gives: a line a packet, and the error that ended it. */
  public static List<String> read(byte[] file) {
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
