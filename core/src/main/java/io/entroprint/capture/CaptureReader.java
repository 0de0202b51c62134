package io.entroprint.capture;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads the packets of a capture file, in the order of the file: pcap (microseconds, nanoseconds
 * and the form with longer record headers, in either byte order), pcapng (any number of sections
 * and interfaces, in either byte order), and gzip of these, all recognised by content.
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
 * nothing is allocated per packet. A capture all of whose packets are of a link type that {@link
 * FlowTable} cannot decode is refused as such: pcap when it is opened, pcapng at its end. Not
 * thread-safe.
 */
public final class CaptureReader implements Closeable {
  /** The first two bytes of gzip. */
  private static final int GZIP_MAGIC = 0x1f8b;

  /** What tells the packets of one format. */
  interface Format {
    boolean next(Packet into) throws IOException;
  }

  private final CaptureBuffer buffer;
  private final Format format;
  private boolean finished;

  private CaptureReader(CaptureBuffer buffer, Format format) {
    this.buffer = buffer;
    this.format = format;
  }

  /**
   * Opens a capture file.
   *
   * @throws IOException if the file does not begin as a capture that can be decoded
   * @throws IOException if it cannot be read; the message names the file
   */
  public static CaptureReader open(Path file) throws IOException {
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
   * Opens a capture that comes from a stream, such as standard input.
   *
   * @param in is read from where it stands and closed by {@link #close}, or at once if this fails
   * @param name the name for error messages
   * @throws IOException if it does not begin as a capture that can be decoded
   * @throws IOException if it cannot be read
   */
  public static CaptureReader open(InputStream in, String name) throws IOException {
    CaptureBuffer buffer = CaptureBuffer.over(name, in);
    try {
      return new CaptureReader(buffer, format(buffer));
    } catch (IOException e) {
      buffer.close();
      throw e;
    }
  }

  /**
   * Whether a file is to be taken for a capture where a directory is searched for them: it is named
   * as one ({@code .pcap}, {@code .pcapng}, either with {@code .gz}), or begins as one.
   *
   * @throws IOException if its first bytes cannot be read
   */
  public static boolean isCapture(Path file) throws IOException {
    return isNamedAsCapture(file) || beginsAsCapture(file);
  }

  private static boolean isNamedAsCapture(Path file) {
    String lower = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
    return plain.endsWith(".pcap") || plain.endsWith(".pcapng");
  }

  private static boolean beginsAsCapture(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 512)) {
      in.mark(4);
      int magic = magic(in);
      if (magic >>> 16 != GZIP_MAGIC) {
        return isMagic(magic);
      }
      in.reset();
      return isMagic(magic(new GZIPInputStream(in, 512)));
    } catch (ZipException | EOFException e) {
      return false;
    }
  }

  /** The first four bytes; fewer never make a number that matters. */
  private static int magic(InputStream in) throws IOException {
    int magic = 0;
    for (byte b : in.readNBytes(4)) {
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
      throw buffer.error(0, "expected a pcap or pcapng capture, found an empty file");
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
