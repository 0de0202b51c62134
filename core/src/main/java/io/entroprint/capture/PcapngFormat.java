package io.entroprint.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The block format of Wireshark.
 *
 * @see <a
 *     href="https://ietf-opsawg-wg.github.io/draft-ietf-opsawg-pcap/draft-ietf-opsawg-pcapng.html">the
 *     specification</a>
 */
final class PcapngFormat implements CaptureReader.Format {
  /** The same in either byte order. */
  static final int SECTION_HEADER = 0x0a0d0d0a;

  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;
  private static final int OPTION_TIME_RESOLUTION = 9;
  private static final int OPTION_TIME_OFFSET = 14;

  private static final int MAX_INTERFACES = 65_536;

  private final CaptureBuffer buffer;
  private final List<PcapngInterface> interfaces = new ArrayList<>();

  /** Where the block that was begun ends, and what its length field said. */
  private long blockEnd;

  private long blockLength;
  private long lastTime;

  PcapngFormat(CaptureBuffer buffer) throws IOException {
    this.buffer = buffer;
    beginBlock();
    sectionHeader();
  }

  @Override
  public boolean next(Packet into) throws IOException {
    while (true) {
      endBlock();
      if (buffer.atEnd()) {
        return false;
      }
      switch (beginBlock()) {
        case SECTION_HEADER -> sectionHeader();
        case INTERFACE_DESCRIPTION -> interfaceDescription();
        case ENHANCED_PACKET -> {
          require(28, "an enhanced packet block");
          return timedPacket(buffer.u32(8), into);
        }
        case PACKET -> {
          require(28, "a packet block");
          return timedPacket(buffer.u16(8), into);
        }
        case SIMPLE_PACKET -> {
          return simplePacket(into);
        }
        default -> {
          // Of no use here: name resolution, statistics, secrets, what was invented since.
        }
      }
    }
  }

  /** Reads the type and the length of a block and stays at its start. */
  private int beginBlock() throws IOException {
    if (!buffer.ensure(12)) {
      throw buffer.cut("a block of at least 12 bytes");
    }
    int type = buffer.i32(0);
    if (type == SECTION_HEADER) {
      // Its byte order holds for its own length field too.
      buffer.bigEndian(false);
      if (buffer.i32(8) != BYTE_ORDER_MAGIC) {
        buffer.bigEndian(true);
      }
      if (buffer.i32(8) != BYTE_ORDER_MAGIC) {
        throw buffer.error(
            8, "expected the byte order magic 0x1a2b3c4d, found 0x" + hex(buffer.i32(8)));
      }
    }
    blockLength = buffer.u32(4);
    blockEnd = buffer.offset() + blockLength;
    if (blockLength < 12 || blockLength % 4 != 0) {
      throw buffer.error(
          4, "expected a block length that is 12 or more and divisible by 4, found " + blockLength);
    }
    return type;
  }

  private static String hex(int value) {
    return Integer.toHexString(value);
  }

  /** Steps over what is left of the block and checks that its length stands at its end again. */
  private void endBlock() throws IOException {
    if (blockLength == 0) {
      return;
    }
    if (!buffer.skip(blockEnd - 4 - buffer.offset()) || !buffer.ensure(4)) {
      throw buffer.cut("a block of " + blockLength + " bytes", blockEnd - blockLength);
    }
    if (buffer.u32(0) != blockLength) {
      throw buffer.error(
          0, "expected the block length " + blockLength + " again, found " + buffer.u32(0));
    }
    buffer.advance(4);
    blockLength = 0;
  }

  /** Brings the first bytes of a block in, its trailing length left out. */
  private void require(int bytes, String what) throws IOException {
    if (blockLength - 4 < bytes) {
      throw buffer.error(
          4, "expected " + what + " of at least " + (bytes + 4) + " bytes, found " + blockLength);
    }
    if (!buffer.ensure(bytes)) {
      throw buffer.cut(what + " of " + blockLength + " bytes");
    }
  }

  private void sectionHeader() throws IOException {
    require(24, "a section header block");
    int major = buffer.u16(12);
    if (major != 1) {
      throw buffer.error(12, "expected pcapng version 1, found " + major);
    }
    interfaces.clear();
  }

  private void interfaceDescription() throws IOException {
    require(16, "an interface description block");
    if (interfaces.size() == MAX_INTERFACES) {
      throw buffer.error(0, "expected at most " + MAX_INTERFACES + " interfaces in a section");
    }
    PcapngInterface described = new PcapngInterface(buffer.u16(8), buffer.u32(12));
    interfaces.add(described);
    buffer.advance(16);
    while (blockEnd - 4 - buffer.offset() >= 4) {
      if (!buffer.ensure(4)) {
        throw buffer.cut("an option of an interface description block");
      }
      int code = buffer.u16(0);
      int length = buffer.u16(2);
      int padded = (length + 3) & ~3;
      buffer.advance(4);
      if (code == 0) {
        return;
      }
      if (padded > blockEnd - 4 - buffer.offset()) {
        throw buffer.error(-2, "expected an option that ends in its block, found length " + length);
      }
      if (length <= 8 && !buffer.ensure(padded)) {
        throw buffer.cut("an option of " + length + " bytes");
      }
      if (code == OPTION_TIME_RESOLUTION && length == 1) {
        described.resolution(buffer.array()[buffer.position()]);
      } else if (code == OPTION_TIME_OFFSET && length == 8) {
        long high = buffer.i32(buffer.isBigEndian() ? 0 : 4);
        described.offsetSeconds(high << 32 | buffer.u32(buffer.isBigEndian() ? 4 : 0));
      }
      if (!buffer.skip(padded)) {
        throw buffer.cut("an option of " + length + " bytes");
      }
    }
  }

  private boolean timedPacket(long interfaceId, Packet into) throws IOException {
    PcapngInterface from = described(interfaceId, 8);
    lastTime = from.nanos(buffer.u32(12) << 32 | buffer.u32(16));
    return packet(into, from, 28, buffer.u32(20), buffer.u32(24));
  }

  private boolean simplePacket(Packet into) throws IOException {
    require(12, "a simple packet block");
    PcapngInterface from = described(0, 0);
    long original = buffer.u32(8);
    long captured = Math.min(original, blockLength - 16);
    if (from.snapLength() != 0) {
      captured = Math.min(captured, from.snapLength());
    }
    // It has no time of its own: it came no earlier than the packet before it.
    return packet(into, from, 12, captured, original);
  }

  private PcapngInterface described(long id, int ahead) throws IOException {
    if (id >= interfaces.size()) {
      throw buffer.error(
          ahead,
          "expected one of the " + interfaces.size() + " described interfaces, found number " + id);
    }
    return interfaces.get((int) id);
  }

  private boolean packet(
      Packet into, PcapngInterface from, int header, long captured, long original)
      throws IOException {
    long most = Math.min(blockLength - header - 4, CaptureBuffer.MAX_PACKET);
    if (captured > most) {
      throw buffer.error(
          0, "expected a captured length of at most " + most + ", found " + captured);
    }
    int length = (int) captured;
    if (!buffer.ensure(header + length)) {
      throw buffer.cut("a packet block of " + blockLength + " bytes");
    }
    buffer.advance(header);
    into.set(
        lastTime,
        from.linkType(),
        buffer.array(),
        buffer.position(),
        length,
        (int) Math.min(Math.max(original, captured), Integer.MAX_VALUE));
    buffer.advance(length);
    return true;
  }
}
