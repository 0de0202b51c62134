package io.entroprint.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * A window that moves over a capture: packets are handed out where they lie in it. It grows once,
 * for a packet that it does not hold, and never beyond the largest, whatever the capture says.
 */
final class CaptureBuffer implements Closeable {
  /** The largest packet, that of libpcap (MAXIMUM_SNAPLEN); far above any real one. */
  static final int MAX_PACKET = 262_144;

  /** Small enough to stay in a core's cache from being read to being decoded. */
  private static final int CAPACITY = 1 << 17;

  /** Room for the largest packet and the header before it. */
  private static final int LARGEST_CAPACITY = MAX_PACKET + (1 << 10);

  private final String name;
  private final CompressedInput in;
  private byte[] array = new byte[CAPACITY];
  private int position;
  private int limit;
  private long arrayStart;
  private boolean bigEndian;
  private IOException failure;

  private CaptureBuffer(String name, CompressedInput in) {
    this.name = name;
    this.in = in;
  }

  /** A window over what a stream unpacks to. Closes the stream if this fails. */
  static CaptureBuffer over(String name, InputStream in, int maxExpansion) throws IOException {
    return new CaptureBuffer(name, CompressedInput.open(in, name, maxExpansion));
  }

  /** A window over nothing. */
  static CaptureBuffer nothing(String name) throws IOException {
    return over(name, InputStream.nullInputStream(), CompressedInput.DEFAULT_MAX_EXPANSION);
  }

  /** Makes numbers big-endian from now on, or little-endian. */
  void bigEndian(boolean big) {
    bigEndian = big;
  }

  boolean isBigEndian() {
    return bigEndian;
  }

  byte[] array() {
    return array;
  }

  /** The index of the next byte in {@link #array()}. */
  int position() {
    return position;
  }

  /** The place of the next byte in the capture. */
  long offset() {
    return arrayStart + position;
  }

  /** How many of the next bytes are in the window. */
  int available() {
    return limit - position;
  }

  /**
   * Brings the next {@code count} bytes into the window; what lay before {@link #position()} may be
   * overwritten.
   *
   * @return whether there are so many
   */
  boolean ensure(int count) throws IOException {
    return limit - position >= count || fill(count);
  }

  private boolean fill(int count) throws IOException {
    byte[] roomier = count > array.length ? new byte[LARGEST_CAPACITY] : array;
    System.arraycopy(array, position, roomier, 0, limit - position);
    array = roomier;
    arrayStart += position;
    limit -= position;
    position = 0;
    while (limit < count && failure == null) {
      int read;
      try {
        read = in.read(array, limit, array.length - limit);
      } catch (CompressedInput.BrokenCompressionException e) {
        // What was unpacked before is good; the failure shows when more is asked for.
        failure = e;
        break;
      } catch (IOException e) {
        throw new IOException(name + ": cannot be read: " + e.getMessage(), e);
      }
      if (read < 0) {
        break;
      }
      limit += read;
    }
    return limit >= count;
  }

  /** Whether nothing follows, and nothing is known to be missing. */
  boolean atEnd() throws IOException {
    return !ensure(1) && failure == null;
  }

  /** Steps over the next bytes, which must be in the window. */
  void advance(int count) {
    position += count;
  }

  /** Steps over any number of bytes; returns whether there were so many. */
  boolean skip(long count) throws IOException {
    long left = count;
    while (left > available()) {
      left -= available();
      position = limit;
      if (!ensure(1)) {
        return false;
      }
    }
    position += (int) left;
    return true;
  }

  int u16(int ahead) {
    int value = BigEndian.u16(array, position + ahead);
    return bigEndian ? value : Short.reverseBytes((short) value) & 0xffff;
  }

  int i32(int ahead) {
    int value = BigEndian.i32(array, position + ahead);
    return bigEndian ? value : Integer.reverseBytes(value);
  }

  long u32(int ahead) {
    return i32(ahead) & 0xffff_ffffL;
  }

  /** The error that the bytes which come next are not what the format says. */
  CaptureFormatException error(int ahead, String problem) {
    return new CaptureFormatException(name, offset() + ahead, problem);
  }

  /** The error that there is nothing at all. */
  CaptureFormatException empty() {
    String problem = "expected a pcap or pcapng capture, found an empty file";
    return CaptureFormatException.cut(name, offset(), problem, null);
  }

  /** The error that the capture ends inside something that begins with the next byte. */
  CaptureFormatException cut(String expected) {
    return cut(expected, offset());
  }

  /** The error that the capture ends inside something that began at a place. */
  CaptureFormatException cut(String expected, long start) {
    String found = "found the end of the file at byte " + (arrayStart + limit);
    if (failure != null) {
      found =
          "found broken "
              + in.compression()
              + " data after unpacking "
              + (arrayStart + limit)
              + " bytes: "
              + failure.getMessage();
    }
    String problem = "expected " + expected + ", " + found;
    return failure == null || in.isAtEndOfFile()
        ? CaptureFormatException.cut(name, start, problem, failure)
        : new CaptureFormatException(name, start, problem, failure);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
