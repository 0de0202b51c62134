package io.entroprint.capture;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads the packets of a capture file, in the order of the file: pcap (microseconds, nanoseconds
 * and the form with longer record headers, in either byte order), pcapng (any number of sections
 * and interfaces, in either byte order), and these as {@link CompressedInput}, all recognised by
 * content.
 *
 * <pre>{@code
 * try (CaptureReader reader = CaptureReader.open(Path.of("http.pcap"));
 *     FlowTable table = FlowTable.builder(observers).build()) {
 *   Packet packet = new Packet();
 *   while (reader.next(packet)) {
 *     table.accept(packet);
 *   }
 * }
 * }</pre>
 *
 * <p>Memory is a window of 128 KiB, 257 KiB once a packet is larger, whatever the capture says;
 * nothing is allocated per packet. Packets of a link type that {@link FlowTable} cannot decode are
 * given all the same; it counts them. Not thread-safe.
 */
public final class CaptureReader implements Closeable {
  private static final List<String> COMPRESSED = List.of(".gz", ".zst", ".lz4", ".xz", ".bz2");

  /** What tells the packets of one format. */
  interface Format {
    boolean next(Packet into) throws IOException;
  }

  private final CaptureBuffer buffer;
  private final Format format;
  private final boolean growing;
  private boolean finished;

  private CaptureReader(CaptureBuffer buffer, Format format, boolean growing) {
    this.buffer = buffer;
    this.format = format;
    this.growing = growing;
  }

  /**
   * Opens a capture file.
   *
   * @throws IOException if the file does not begin as a capture, or is compressed in a way whose
   *     library is not there
   * @throws IOException if it cannot be read; the message names the file
   */
  public static CaptureReader open(Path file) throws IOException {
    return builder().open(file);
  }

  /**
   * Opens a capture that comes from a stream, such as standard input.
   *
   * @param in is read from where it stands and closed by {@link #close}, or at once if this fails
   * @param name the name for error messages
   * @throws IOException if it does not begin as a capture, or is compressed in a way whose library
   *     is not there
   * @throws IOException if it cannot be read
   */
  public static CaptureReader open(InputStream in, String name) throws IOException {
    return builder().open(in, name);
  }

  /** Settings for captures that are still being written, or unpack to a great deal. */
  public static Builder builder() {
    return new Builder();
  }

  /** The settings with which captures are opened. Not thread-safe. */
  public static final class Builder {
    private int maxExpansion = CompressedInput.DEFAULT_MAX_EXPANSION;
    private boolean growing;

    private Builder() {}

    /**
     * To how many times its size a compressed capture may unpack; by default {@link
     * CompressedInput#DEFAULT_MAX_EXPANSION}. The first 64 MiB are always unpacked.
     *
     * @param times at least 1
     * @throws IllegalArgumentException if it is less
     */
    public Builder maxExpansion(int times) {
      if (times < 1) {
        throw new IllegalArgumentException("an expansion is at least 1, not " + times);
      }
      maxExpansion = times;
      return this;
    }

    /**
     * Whether the capture may still be written to, as the newest of a rotation is: that it ends
     * inside a packet is then no error but its end. By default it is an error, after all packets
     * that are whole.
     */
    public Builder growing(boolean may) {
      growing = may;
      return this;
    }

    /**
     * Opens a capture file.
     *
     * @throws IOException if the file does not begin as a capture, or is compressed in a way whose
     *     library is not there
     * @throws IOException if it cannot be read; the message names the file
     */
    public CaptureReader open(Path file) throws IOException {
      InputStream in;
      try {
        in = Files.newInputStream(file);
      } catch (NoSuchFileException e) {
        throw new NoSuchFileException(file.toString(), null, "there is no such file");
      } catch (IOException e) {
        throw new IOException(file + ": cannot be opened: " + e.getMessage(), e);
      }
      return open(in, file.toString());
    }

    /**
     * Opens a capture that comes from a stream.
     *
     * @param in is read from where it stands and closed by {@link CaptureReader#close}, or at once
     *     if this fails
     * @param name the name for error messages
     * @throws IOException if it does not begin as a capture, or is compressed in a way whose
     *     library is not there
     * @throws IOException if it cannot be read
     */
    public CaptureReader open(InputStream in, String name) throws IOException {
      CaptureBuffer buffer;
      try {
        buffer = CaptureBuffer.over(name, in, maxExpansion);
      } catch (CaptureFormatException e) {
        if (growing && e.isCut()) {
          return new CaptureReader(CaptureBuffer.nothing(name), into -> false, true);
        }
        throw e;
      }
      try {
        return new CaptureReader(buffer, format(buffer, growing), growing);
      } catch (IOException e) {
        buffer.close();
        throw e;
      }
    }

    private static Format format(CaptureBuffer buffer, boolean growing) throws IOException {
      try {
        return CaptureReader.format(buffer);
      } catch (CaptureFormatException e) {
        if (growing && e.isCut()) {
          return into -> false;
        }
        throw e;
      }
    }
  }

  /**
   * Whether a file is to be taken for a capture where a directory is searched for them: it is named
   * as one ({@code .pcap}, {@code .pcapng}, either with {@code .gz}, {@code .zst}, {@code .lz4},
   * {@code .xz}, {@code .bz2}), or begins as one. So is a file of kilobytes that unpack to nothing,
   * which no program writes: who opens it says what is wrong with it.
   *
   * @throws IOException if its first bytes cannot be read
   */
  public static boolean isCapture(Path file) throws IOException {
    return isNamedAsCapture(file) || beginsAsCapture(file);
  }

  private static boolean isNamedAsCapture(Path file) {
    String plain = file.getFileName().toString().toLowerCase(Locale.ROOT);
    for (String ending : COMPRESSED) {
      if (plain.endsWith(ending)) {
        plain = plain.substring(0, plain.length() - ending.length());
        break;
      }
    }
    return plain.endsWith(".pcap") || plain.endsWith(".pcapng");
  }

  /** The bytes of the largest compressed file that a program makes of a few bytes or none. */
  private static final int MOST_AROUND_NOTHING = 4096;

  private static boolean beginsAsCapture(Path file) throws IOException {
    LimitedStart start = new LimitedStart(Files.newInputStream(file));
    try (InputStream in = CompressedInput.open(start, file.toString())) {
      byte[] first = in.readNBytes(4);
      return isMagic(magic(first)) || (first.length < 4 && start.taken() > MOST_AROUND_NOTHING);
    } catch (CaptureFormatException | CompressedInput.BrokenCompressionException e) {
      return false;
    }
  }

  /** The first bytes of a file, of which a crafted one could need any number to unpack four. */
  private static final class LimitedStart extends FilterInputStream {
    private static final int MOST = 1 << 20;

    private int left = MOST;

    LimitedStart(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return left-- > 0 ? super.read() : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = left > 0 ? super.read(into, offset, Math.min(left, length)) : -1;
      left -= Math.max(0, count);
      return count;
    }

    int taken() {
      return MOST - left;
    }
  }

  /** The first four bytes as a number; fewer never make one that matters. */
  private static int magic(byte[] first) {
    int magic = 0;
    for (byte b : first) {
      magic = magic << 8 | (b & 0xff);
    }
    return magic;
  }

  private static boolean isMagic(int number) {
    return number == PcapngFormat.SECTION_HEADER
        || PcapFormat.isMagic(number)
        || PcapFormat.isMagic(Integer.reverseBytes(number));
  }

  private static Format format(CaptureBuffer buffer) throws IOException {
    if (buffer.atEnd()) {
      throw buffer.empty();
    }
    if (!buffer.ensure(4)) {
      throw buffer.cut("a pcap or pcapng magic number of 4 bytes");
    }
    if (buffer.i32(0) == PcapngFormat.SECTION_HEADER) {
      return new PcapngFormat(buffer);
    }
    Format pcap = PcapFormat.of(buffer);
    if (pcap == null) {
      throw buffer.error(
          0,
          "expected a pcap or pcapng magic number, found 0x"
              + Integer.toHexString(Integer.reverseBytes(buffer.i32(0))));
    }
    return pcap;
  }

  /**
   * Reads the next packet. Its bytes lie in this reader's own window and are valid until the next
   * call.
   *
   * @return false at the end; {@code into} is then unchanged
   * @throws IOException if the capture is broken or ends inside a packet; every packet before that
   *     place was returned, and later calls return false
   * @throws IOException if it cannot be read; the message names the file
   */
  public boolean next(Packet into) throws IOException {
    if (finished) {
      return false;
    }
    boolean more = false;
    try {
      more = format.next(into);
    } catch (CaptureFormatException e) {
      if (!growing || !e.isCut()) {
        throw e;
      }
    } finally {
      finished = !more;
    }
    return more;
  }

  @Override
  public void close() throws IOException {
    finished = true;
    buffer.close();
  }
}
