package io.entroprint.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A zstd file without its skippable frames (RFC 8878, 3.1.2), which {@code pzstd} puts before each
 * of its frames and the library that unpacks does not know. Of the others only the lengths are
 * looked at; what is wrong within one is passed on as it is, for that library to refuse. What is
 * wrong between two ends the file for it, so that it gives out all that it has, and is said by
 * {@link #requireEnd}. Not thread-safe.
 */
final class ZstdFrames extends BlockInput {
  private static final int MAGIC = 0xfd2fb528;
  private static final int SKIPPABLE = 0x184d2a50;
  private static final int HEADER_BYTES = 4 + 14;

  private static final int ONE_SEGMENT = 1 << 5;
  private static final int CHECKSUM = 1 << 2;
  private static final int CHECKSUM_BYTES = 4;

  private static final int RAW = 0;
  private static final int RLE = 1;
  private static final int COMPRESSED = 2;

  private enum Next {
    FRAME,
    BLOCK,
    CHECKSUM,
    /** No frame of zstd: what it is, the library says. */
    ANYTHING
  }

  private final InputStream in;
  private Next next = Next.FRAME;
  private boolean checksum;

  /** What is wrong between two frames. */
  private IOException fault;

  /** Whether there was any but skippable ones. */
  private boolean frames;

  /** A header that was looked at and is still to be passed on: how much of it there is and was. */
  private final byte[] header = new byte[HEADER_BYTES];

  private int held;
  private int given;

  /** How many bytes behind it are passed on without being looked at. */
  private long body;

  ZstdFrames(InputStream in) {
    this.in = in;
  }

  /** Whether there was a frame to unpack. */
  boolean hasFrames() {
    return frames;
  }

  /**
   * Asks, once nothing more comes, whether the file ended as it should.
   *
   * @throws IOException if it did not
   */
  void requireEnd() throws IOException {
    if (fault != null) {
      throw fault;
    }
  }

  /** Whether a file begins with a skippable frame. lz4 has the same, but never as its first. */
  static boolean beginsSkippable(byte[] start) {
    return start.length >= 4 && isSkippable(little(start, 4));
  }

  private static boolean isSkippable(int magic) {
    return (magic & ~0xf) == SKIPPABLE;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (fault != null) {
      return -1;
    }
    while (given == held && body == 0 && next != Next.ANYTHING) {
      given = 0;
      held = 0;
      look();
      if (held == 0 && body == 0 && next != Next.ANYTHING) {
        return -1;
      }
    }
    if (given < held) {
      int count = Math.min(length, held - given);
      System.arraycopy(header, given, into, offset, count);
      given += count;
      return count;
    }
    if (body == 0) {
      return in.read(into, offset, length);
    }
    int count = in.read(into, offset, (int) Math.min(length, body));
    body -= Math.max(0, count);
    if (count < 0) {
      body = 0;
      next = Next.ANYTHING;
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Reads the next header. Nothing is held and nothing follows at the end of the file. */
  private void look() throws IOException {
    switch (next) {
      case FRAME -> frame();
      case BLOCK -> block();
      case CHECKSUM -> {
        body = CHECKSUM_BYTES;
        next = Next.FRAME;
      }
      case ANYTHING -> {}
    }
  }

  private void frame() throws IOException {
    while (hold(4) && isSkippable(little(header, 4))) {
      held = 0;
      if (!hold(4) || !skips(little(header, 4) & 0xffffffffL)) {
        fault = new EOFException();
      }
      held = 0;
      if (fault != null) {
        return;
      }
    }
    if (held == 0) {
      return;
    }
    if (held < 4 || little(header, 4) != MAGIC) {
      fault = held < 4 ? new EOFException() : new IOException("Not in zstd format");
      held = 0;
      return;
    }
    frames = true;
    if (!hold(1)) {
      next = Next.ANYTHING;
      return;
    }
    int descriptor = header[4] & 0xff;
    boolean oneSegment = (descriptor & ONE_SEGMENT) != 0;
    checksum = (descriptor & CHECKSUM) != 0;
    int window = oneSegment ? 0 : 1;
    int dictionary = (1 << (descriptor & 3)) >> 1;
    int size = descriptor >> 6 == 0 ? (oneSegment ? 1 : 0) : 1 << (descriptor >> 6);
    next = hold(window + dictionary + size) ? Next.BLOCK : Next.ANYTHING;
  }

  private boolean skips(long count) throws IOException {
    try {
      in.skipNBytes(count);
      return true;
    } catch (EOFException e) {
      return false;
    }
  }

  private void block() throws IOException {
    if (!hold(3)) {
      next = Next.ANYTHING;
      return;
    }
    int block = little(header, 3);
    boolean last = (block & 1) != 0;
    switch ((block >> 1) & 3) {
      case RAW, COMPRESSED -> body = block >> 3;
      case RLE -> body = 1;
      default -> {
        next = Next.ANYTHING;
        return;
      }
    }
    if (last) {
      next = checksum ? Next.CHECKSUM : Next.FRAME;
    }
  }

  /** Reads so many more bytes of a header; false if the file ends within them. */
  private boolean hold(int count) throws IOException {
    int read = in.readNBytes(header, held, count);
    held += read;
    return read == count;
  }

  private static int little(byte[] bytes, int count) {
    int value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[i] & 0xff);
    }
    return value;
  }
}
