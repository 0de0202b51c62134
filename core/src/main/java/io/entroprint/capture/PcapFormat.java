package io.entroprint.capture;

import java.io.IOException;

/**
 * The classic format of libpcap.
 *
 * @see <a
 *     href="https://ietf-opsawg-wg.github.io/draft-ietf-opsawg-pcap/draft-ietf-opsawg-pcap.html">the
 *     specification</a>
 */
final class PcapFormat implements CaptureReader.Format {
  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;

  /** Kuznetzov's: microseconds, and eight more bytes in each record header. */
  private static final int MODIFIED = 0xa1b2cd34;

  private static final int FILE_HEADER = 24;
  private static final int LINK_TYPE_AT = 20;

  private final CaptureBuffer buffer;
  private final int recordHeader;
  private final int nanosPerFraction;
  private final int linkType;

  private PcapFormat(CaptureBuffer buffer, int magic) throws IOException {
    this.buffer = buffer;
    recordHeader = magic == MODIFIED ? 24 : 16;
    nanosPerFraction = magic == NANOSECONDS ? 1 : 1000;
    if (!buffer.ensure(FILE_HEADER)) {
      throw buffer.cut("a pcap file header of " + FILE_HEADER + " bytes");
    }
    // The upper bits say whether frames end with a check sequence; the IP length cuts it off.
    linkType = buffer.i32(LINK_TYPE_AT) & 0x03ff_ffff;
    buffer.advance(FILE_HEADER);
  }

  /** The format by its magic number, or null if it is none of this family. */
  static PcapFormat of(CaptureBuffer buffer) throws IOException {
    for (int i = 0; i < 2; i++) {
      buffer.bigEndian(i == 1);
      int magic = buffer.i32(0);
      if (isMagic(magic)) {
        return new PcapFormat(buffer, magic);
      }
    }
    buffer.bigEndian(false);
    return null;
  }

  static boolean isMagic(int number) {
    return number == MICROSECONDS || number == NANOSECONDS || number == MODIFIED;
  }

  @Override
  public boolean next(Packet into) throws IOException {
    if (!buffer.ensure(recordHeader)) {
      if (buffer.atEnd()) {
        return false;
      }
      throw buffer.cut("a packet header of " + recordHeader + " bytes");
    }
    long seconds = buffer.u32(0);
    long fraction = buffer.u32(4);
    long captured = buffer.u32(8);
    long original = buffer.u32(12);
    if (captured > CaptureBuffer.MAX_PACKET) {
      throw buffer.error(
          8,
          "expected a captured length of at most "
              + CaptureBuffer.MAX_PACKET
              + ", found "
              + captured);
    }
    int length = (int) captured;
    if (!buffer.ensure(recordHeader + length)) {
      throw buffer.cut("a packet of " + recordHeader + " + " + length + " bytes");
    }
    buffer.advance(recordHeader);
    into.set(
        seconds * 1_000_000_000L + fraction * nanosPerFraction,
        linkType,
        buffer.array(),
        buffer.position(),
        length,
        (int) Math.min(Math.max(original, captured), Integer.MAX_VALUE));
    buffer.advance(length);
    return true;
  }
}
