package io.entroprint.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.entroprint.entropy.Direction;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.ForwardingObserver;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.ProxyHeader;
import io.entroprint.stream.Transport;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes a header of the PROXY protocol off the front of what a client sends, and hands everything
 * else on: for a host that has the bytes of TCP streams and an observer that is to see the protocol
 * proper. A {@link FlowTable} and a {@link TcpConnection} do this by themselves.
 *
 * <pre>{@code
 * MeteredStream measured = new MeteredStream(start, FeatureDefinition.CURRENT);
 * StreamObserver stream = new ProxyHeaders(measured);
 * stream.bytes(Direction.TO_SERVER, array, offset, length, timeNanos);
 * }</pre>
 *
 * <p>A header is known by its exact signature and form at the client's first byte, in any chunking;
 * one of another form is payload. What may yet become one, at most 107 bytes, waits for the bytes
 * that tell: the next ones of the client, any of the server, a hole or the end. At most one header
 * is taken off. Nothing is allocated but for what begins like one. One thread at a time.
 *
 * @see <a href="https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt">the specification</a>
 */
public final class ProxyHeaders extends ForwardingObserver {
  private static final byte[] TEXT = "PROXY ".getBytes(ISO_8859_1);
  private static final byte[] BINARY = "\r\n\r\n\0\r\nQUIT\n".getBytes(ISO_8859_1);
  private static final int LONGEST_TEXT = 107;
  private static final int BINARY_FIXED = 16;

  /** The fixed part and two IPv6 addresses with ports; what may follow is skipped unread. */
  private static final int BINARY_READ = BINARY_FIXED + 36;

  private final StreamObserver observer;

  /** Whether a header is handed on too, and only noted. */
  private final boolean keeps;

  /** What may be a header; null before anything may be one. */
  private byte[] head;

  private int kept;

  /** How many bytes of a header are known to follow, unread. */
  private int toSkip;

  private ProxyHeader header;
  private boolean done;

  /**
   * Of a stream of which no byte came yet.
   *
   * @param observer is told all but the header
   */
  public ProxyHeaders(StreamObserver observer) {
    this(observer, false);
  }

  ProxyHeaders(StreamObserver observer, boolean keeps) {
    this.keeps = keeps;
    this.observer = Objects.requireNonNull(observer);
  }

  /** Whether bytes, at least one, may be the first of a header. */
  static boolean mayBegin(byte[] array, int offset, int length) {
    byte first = array[offset];
    return (first == TEXT[0] && begins(TEXT, array, offset, length))
        || (first == BINARY[0] && begins(BINARY, array, offset, length));
  }

  private static boolean begins(byte[] signature, byte[] array, int offset, int length) {
    int compared = Math.min(signature.length, length);
    return Arrays.equals(signature, 0, compared, array, offset, offset + compared);
  }

  /**
   * The binary header that a datagram begins with; null if it has none that is whole. A proxy puts
   * one before each datagram, or before the first alone.
   */
  static ProxyHeader ofDatagram(byte[] array, int offset, int length) {
    if (length < BINARY_FIXED
        || array[offset] != BINARY[0]
        || !begins(BINARY, array, offset, length)
        || array[offset + 12] >>> 4 != 2) {
      return null;
    }
    int header = BINARY_FIXED + BigEndian.u16(array, offset + 14);
    if (header > length) {
      return null;
    }
    int read = Math.min(header, BINARY_READ);
    byte[] head = Arrays.copyOfRange(array, offset, offset + read);
    return new ProxyHeader(2, binary(head, read), header);
  }

  /** Whether all that follows goes to the observer as it comes. */
  boolean isDone() {
    return done;
  }

  /** The header, once the part of it that says something is there. */
  public Optional<ProxyHeader> header() {
    return Optional.ofNullable(header);
  }

  /** How many bytes were kept from the observer so far, of a header or of what may be one. */
  public int skippedBytes() {
    if (header == null) {
      return isDone() ? 0 : kept;
    }
    return keeps ? 0 : header.length() - toSkip;
  }

  @Override
  protected StreamObserver delegate() {
    return observer;
  }

  /**
   * Takes the next bytes of a direction. The array is not kept.
   *
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    if (direction == Direction.TO_CLIENT) {
      // A server says nothing before it has the whole of a header.
      flush(timeNanos);
    }
    if (done || direction == Direction.TO_CLIENT) {
      observer.bytes(direction, array, offset, length, timeNanos);
      return;
    }
    Objects.checkFromIndexSize(offset, length, array.length);
    int at = offset;
    int end = offset + length;
    while (at < end && !done) {
      if (toSkip > 0) {
        int skipped = Math.min(toSkip, end - at);
        if (keeps) {
          observer.bytes(direction, array, at, skipped, timeNanos);
        }
        toSkip -= skipped;
        at += skipped;
      } else if (kept == 0 && !mayBegin(array, at, end - at)) {
        done = true;
      } else {
        if (head == null) {
          head = new byte[LONGEST_TEXT];
        }
        head[kept++] = array[at++];
        look(timeNanos);
        if (keeps && header != null) {
          observer.bytes(direction, head, 0, kept, timeNanos);
        }
      }
      done |= header != null && toSkip == 0;
    }
    if (at < end) {
      observer.bytes(direction, array, at, end - at, timeNanos);
    }
  }

  /** Looks at what is there after each byte of a header, of which there are few. */
  private void look(long time) {
    if (!mayBegin(head, 0, kept)) {
      flush(time);
    } else if (head[0] == TEXT[0]) {
      if (kept >= 2 && head[kept - 2] == '\r' && head[kept - 1] == '\n') {
        header = text(new String(head, 0, kept - 2, ISO_8859_1), kept);
      }
      if (header == null && (kept == LONGEST_TEXT || head[kept - 1] == '\n')) {
        flush(time);
      }
    } else if (kept == BINARY_FIXED && head[12] >>> 4 != 2) {
      flush(time);
    } else if (kept >= BINARY_FIXED) {
      int length = BINARY_FIXED + BigEndian.u16(head, 14);
      int read = Math.min(length, BINARY_READ);
      if (kept == read) {
        header = new ProxyHeader(2, binary(head, read), length);
        toSkip = length - read;
      }
    }
  }

  /** What was kept is no header if it is none by now: hands it on. */
  void flush(long time) {
    if (!done && header == null) {
      if (kept > 0) {
        observer.bytes(Direction.TO_SERVER, head, 0, kept, time);
      }
      done = true;
    }
  }

  @Override
  public void holeOpened(Direction direction, long timeNanos) {
    if (direction == Direction.TO_SERVER) {
      flush(timeNanos);
    }
    observer.holeOpened(direction, timeNanos);
  }

  /**
   * Ends the stream. A summary that does not name the header is taken to be that of a host that
   * counted the bytes of the header, too: the observer gets one that names it and does not.
   */
  @Override
  public void ended(StreamSummary summary) {
    flush(summary.endNanos());
    observer.ended(
        header == null || summary.proxyHeader().isPresent() ? summary : withHeader(summary));
  }

  private StreamSummary withHeader(StreamSummary given) {
    return StreamSummary.builder(given.start())
        .endNanos(given.endNanos())
        .packets(given.packetsToServer(), given.packetsToClient())
        .bytes(Math.max(0, given.bytesToServer() - skippedBytes()), given.bytesToClient())
        .gaps(given.gapToServer(), given.gapToClient())
        .oneDirection(given.oneDirection())
        .reason(given.reason())
        .proxyHeader(header())
        .build();
  }

  /** The header of a line without its end; null if it is none. */
  private static ProxyHeader text(String line, int length) {
    String[] words = line.split(" ", -1);
    if (words[1].equals("UNKNOWN")) {
      return new ProxyHeader(1, Optional.empty(), length);
    }
    boolean six = words[1].equals("TCP6");
    if (words.length != 6 || !(six || words[1].equals("TCP4"))) {
      return null;
    }
    try {
      IpAddress client = IpAddress.parse(words[2]);
      IpAddress server = IpAddress.parse(words[3]);
      if (client.version() != (six ? 6 : 4)) {
        return null;
      }
      FlowKey named =
          new FlowKey(
              Transport.TCP,
              client,
              Integer.parseInt(words[4]),
              server,
              Integer.parseInt(words[5]));
      return new ProxyHeader(1, Optional.of(named), length);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Optional<FlowKey> binary(byte[] head, int read) {
    boolean proxied = (head[12] & 0xf) == 1;
    int family = head[13] >> 4 & 0xf;
    int addresses = family == 1 ? 4 : family == 2 ? 16 : 0;
    int protocol = head[13] & 0xf;
    int ports = BINARY_FIXED + 2 * addresses;
    if (!proxied || addresses == 0 || protocol < 1 || protocol > 2 || read < ports + 4) {
      return Optional.empty();
    }
    int middle = BINARY_FIXED + addresses;
    return Optional.of(
        new FlowKey(
            protocol == 1 ? Transport.TCP : Transport.UDP,
            IpAddress.of(Arrays.copyOfRange(head, BINARY_FIXED, middle)),
            BigEndian.u16(head, ports),
            IpAddress.of(Arrays.copyOfRange(head, middle, ports)),
            BigEndian.u16(head, ports + 2)));
  }
}
