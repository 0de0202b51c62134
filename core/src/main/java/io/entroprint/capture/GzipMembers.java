package io.entroprint.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What a gzip file unpacks to, be it of any number of members, some or all empty, with any pauses
 * between them. The JDK's stream calls itself for each empty member, and asks whether more bytes
 * are available to tell whether another member comes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
final class GzipMembers extends BlockInput {
  private static final int BUFFER = 1 << 16;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECK = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 sum = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private long unpacked;
  private boolean inMember;
  private boolean anyMember;
  private boolean ended;

  /** A stream over what begins with a member. */
  GzipMembers(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (!inMember) {
        ended = !beginMember();
        continue;
      }
      int count = inflate(into, offset, length);
      if (count > 0) {
        sum.update(into, offset, count);
        unpacked += count;
        return count;
      }
      if (inflater.finished()) {
        endMember();
      }
    }
    return -1;
  }

  private int inflate(byte[] into, int offset, int length) throws IOException {
    if (inflater.needsInput()) {
      if (at == end && !fill()) {
        throw new EOFException("Unexpected end of ZLIB input stream");
      }
      inflater.setInput(buffer, at, end - at);
      at = end;
    }
    try {
      int count = inflater.inflate(into, offset, length);
      if (inflater.needsDictionary()) {
        throw new ZipException("a dictionary is needed");
      }
      return count;
    } catch (DataFormatException e) {
      String problem = e.getMessage();
      throw new ZipException(problem == null ? "invalid deflate data" : problem);
    }
  }

  /** Whether there is another member; zeros at the end, as tapes leave them, are none. */
  private boolean beginMember() throws IOException {
    int first = next();
    while (first == 0 && anyMember) {
      first = next();
    }
    if (first < 0 && anyMember) {
      return false;
    }
    if (first != 0x1f || need() != 0x8b) {
      throw new ZipException("Not in GZIP format");
    }
    if (need() != DEFLATE) {
      throw new ZipException("Unsupported compression method");
    }
    int flags = need();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(need() | need() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECK) != 0) {
      skip(2);
    }
    inflater.reset();
    sum.reset();
    unpacked = 0;
    inMember = true;
    return true;
  }

  private void endMember() throws IOException {
    at = end - inflater.getRemaining();
    anyMember = true;
    inMember = false;
    if (need32() != sum.getValue() || need32() != (unpacked & 0xffff_ffffL)) {
      throw new ZipException("Corrupt GZIP trailer");
    }
  }

  private long need32() throws IOException {
    long low = need() | need() << 8;
    return low | (long) (need() | need() << 8) << 16;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      need();
    }
  }

  private void skipText() throws IOException {
    while (need() != 0) {
      // One more byte of a name or a comment.
    }
  }

  private int need() throws IOException {
    int value = next();
    if (value < 0) {
      throw new EOFException();
    }
    return value;
  }

  private int next() throws IOException {
    return at < end || fill() ? buffer[at++] & 0xff : -1;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
