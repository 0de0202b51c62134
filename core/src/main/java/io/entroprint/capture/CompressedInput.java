package io.entroprint.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * What a file unpacks to, if it is compressed by gzip, zstd, lz4, xz or bzip2; else the file as it
 * is. Which, the first bytes say.
 *
 * <p>gzip needs nothing. For the others, who reads such files adds {@code io.airlift:aircompressor}
 * (zstd), {@code org.tukaani:xz} (xz) or {@code org.apache.commons:commons-compress} (lz4, bzip2).
 * How much a small file may unpack to is bounded. Not thread-safe.
 */
public final class CompressedInput extends BlockInput {
  /** To how many times its size a file may unpack, if nothing else is said. */
  public static final int DEFAULT_MAX_EXPANSION = 250;

  /** So much is unpacked in any case. */
  private static final long FREE_BYTES = 64L << 20;

  private static final int PIECE = 1 << 12;

  /** Reading failed, not unpacking. */
  private static final class SourceException extends IOException {
    private static final long serialVersionUID = 1L;

    SourceException(IOException cause) {
      super(cause);
    }
  }

  /** Counts the bytes of the file, and marks what goes wrong with it. */
  private static final class Source extends InputStream {
    private final InputStream in;
    private long bytes;
    private boolean ended;

    Source(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      try {
        int value = in.read();
        bytes += value < 0 ? 0 : 1;
        ended |= value < 0;
        return value;
      } catch (IOException e) {
        throw new SourceException(e);
      }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        int count = in.read(into, offset, length);
        bytes += Math.max(0, count);
        ended |= count < 0;
        return count;
      } catch (IOException e) {
        throw new SourceException(e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private final Source source;
  private final InputStream unpacked;
  private final Compression compression;
  private final int maxExpansion;
  private long bytes;

  private CompressedInput(
      Source source, InputStream unpacked, Compression compression, int maxExpansion) {
    this.source = source;
    this.unpacked = unpacked;
    this.compression = compression;
    this.maxExpansion = maxExpansion;
  }

  /**
   * Opens a stream.
   *
   * @param in is read from where it stands and closed with the result, or at once if this fails
   * @param name the name for error messages
   * @throws IOException if the compression is one whose library is not there, or the data does not
   *     begin as its first bytes say; one line that names the compression
   * @throws IOException if it cannot be read; the message begins with the name
   */
  public static CompressedInput open(InputStream in, String name) throws IOException {
    return open(in, name, DEFAULT_MAX_EXPANSION);
  }

  /**
   * Opens a stream, with a bound on what it may unpack to.
   *
   * @param in is read from where it stands and closed with the result, or at once if this fails
   * @param name the name for error messages
   * @param maxExpansion to how many times its size the file may unpack, at least 1; 64 MiB are
   *     allowed in any case
   * @throws IllegalArgumentException if that is less than 1
   * @throws IOException if the compression is one whose library is not there, or the data does not
   *     begin as its first bytes say; one line that names the compression
   * @throws IOException if it cannot be read; the message begins with the name
   */
  public static CompressedInput open(InputStream in, String name, int maxExpansion)
      throws IOException {
    if (maxExpansion < 1) {
      throw new IllegalArgumentException("an expansion is at least 1, not " + maxExpansion);
    }
    Source source = new Source(in);
    Compression compression = null;
    try {
      PushbackInputStream start = new PushbackInputStream(source, Compression.MAGIC_BYTES);
      byte[] magic = start.readNBytes(Compression.MAGIC_BYTES);
      start.unread(magic);
      compression = Compression.of(magic);
      InputStream unpacked = compression == null ? start : compression.open(start);
      return new CompressedInput(source, unpacked, compression, maxExpansion);
    } catch (SourceException e) {
      in.close();
      throw new IOException(name + ": cannot be read: " + e.getCause().getMessage(), e);
    } catch (LinkageError e) {
      in.close();
      throw new CaptureFormatException(
          name,
          0,
          "expected what can be unpacked here, found "
              + compression.id
              + ": add "
              + compression.library
              + " to read such files",
          e);
    } catch (IOException | RuntimeException e) {
      in.close();
      String found = "broken " + compression.id + " data: " + problem(e);
      String line = "expected a compressed capture, found " + found;
      throw source.ended
          ? CaptureFormatException.cut(name, 0, line, e)
          : new CaptureFormatException(name, 0, line, e);
    }
  }

  /** What is wrong with compressed data, in a few words. */
  static String problem(Exception e) {
    if (e instanceof EOFException) {
      return "it ends early";
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }

  /** The name of the compression, such as {@code zstd}; empty if there is none. */
  public String compression() {
    return compression == null ? "" : compression.id;
  }

  /** Whether all bytes of the file were asked for: then what is broken may only be cut. */
  boolean isAtEndOfFile() {
    return source.ended;
  }

  /**
   * Reads what comes next of the unpacked bytes.
   *
   * @return how many were read, at least 1; -1 at the end
   * @throws IOException if the file cannot be read, or its data cannot be unpacked further; what
   *     came before is good
   */
  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count;
    try {
      // What a library unpacked is lost if it finds a fault in the same call.
      count = unpacked.read(into, offset, compression == null ? length : Math.min(length, PIECE));
    } catch (SourceException e) {
      throw (IOException) e.getCause();
    } catch (IOException | RuntimeException e) {
      throw new BrokenCompressionException(problem(e), e);
    }
    bytes += Math.max(0, count);
    if (compression != null && bytes > FREE_BYTES && bytes / maxExpansion > source.bytes) {
      throw new BrokenCompressionException(
          "it unpacks to more than " + maxExpansion + " times its size, a bound that can be set",
          null);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    unpacked.close();
  }

  /** Compressed data cannot be unpacked further. The message says what was found. */
  static final class BrokenCompressionException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenCompressionException(String message, Exception cause) {
      super(message, cause);
    }
  }
}
