package io.entroprint.capture;

import io.entroprint.entropy.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Puts the segments of one TCP connection in order and tells an observer: for a host that has
 * segments, and a table of connections of its own.
 *
 * <pre>{@code
 * TcpConnection connection = new TcpConnection(start, observer, TcpConnection.MAX_BUFFERED_BYTES);
 * connection.segment(Direction.TO_SERVER, seq, ack, flags, array, offset, length, timeNanos);
 * if (connection.isClosed()) {
 *   connection.end(EndReason.FIN);
 * }
 * }</pre>
 *
 * <p>Segments come as they arrived: out of order, twice, overlapping. Bytes that are in order are
 * passed on where they lie. Those ahead of their turn are copied; where they would exceed the bound
 * on these copies the hole before them is taken to be permanent. Of bytes that came twice with
 * different content the copy that arrived first counts.
 *
 * <p>Segments without a SYN before them are taken to begin with their first byte: the host says by
 * {@link StreamStart#beginning()} whether that is the first that was sent. A header of the PROXY
 * protocol is taken off and stands in the summary. It takes about 0.5 KiB beside what waits. One
 * thread at a time.
 */
public final class TcpConnection {
  /** The flag of a segment that ends its direction. */
  public static final int FIN = TcpReassembler.FIN;

  /** The flag of a segment that opens its direction. */
  public static final int SYN = TcpReassembler.SYN;

  /** The flag of a segment that resets the connection. */
  public static final int RST = TcpReassembler.RST;

  /** The flag of a segment whose acknowledgement number means something. */
  public static final int ACK = TcpReassembler.ACK;

  /** A bound on the bytes that wait for missing ones, the same as a {@link FlowTable}'s: 1 MiB. */
  public static final int MAX_BUFFERED_BYTES = 1 << 20;

  private final StreamStart start;
  private final StreamObserver observer;
  private final TcpReassembler reassembler;
  private final Tally tally = new Tally();
  private long lastNanos;
  private long packetsToServer;
  private long packetsToClient;
  private StreamSummary summary;

  /**
   * A connection of which no segment came yet.
   *
   * @param start which connection it is; the client is the sender of the SYN
   * @param observer is told the bytes in order, holes, and the end
   * @param maxBufferedBytes what may be held of segments that came ahead of their turn, overhead
   *     included
   * @throws IllegalArgumentException if that is not positive
   */
  public TcpConnection(StreamStart start, StreamObserver observer, int maxBufferedBytes) {
    if (maxBufferedBytes <= 0) {
      throw new IllegalArgumentException("a limit must be positive, not " + maxBufferedBytes);
    }
    this.start = start;
    this.observer = Objects.requireNonNull(observer);
    lastNanos = start.startNanos();
    reassembler =
        new TcpReassembler(observer, new BufferBudget(maxBufferedBytes, maxBufferedBytes), tally);
  }

  /**
   * Takes the next segment as it arrived.
   *
   * @param from {@link Direction#TO_SERVER} if the client sent it
   * @param sequence the sequence number of its header
   * @param acknowledgement the acknowledgement number of its header
   * @param flags the flags byte of its header; others than the four named here are ignored
   * @param array holds the payload; not kept
   * @param timeNanos when it arrived, nanoseconds since 1970
   * @throws IndexOutOfBoundsException if the payload is not within the array
   * @throws IllegalStateException if the connection has ended
   */
  public void segment(
      Direction from,
      int sequence,
      int acknowledgement,
      int flags,
      byte[] array,
      int offset,
      int length,
      long timeNanos) {
    Objects.checkFromIndexSize(offset, length, array.length);
    if (summary != null) {
      throw new IllegalStateException("the connection has ended");
    }
    lastNanos = Math.max(lastNanos, timeNanos);
    if (from == Direction.TO_SERVER) {
      packetsToServer++;
    } else {
      packetsToClient++;
    }
    int meant = (flags & RST) != 0 ? flags & ~SYN : flags;
    reassembler.segment(
        from, sequence, acknowledgement, meant, array, offset, length, 0, timeNanos);
  }

  /**
   * The same, with the time as an instant.
   *
   * @throws ArithmeticException if its nanoseconds since 1970 do not fit into 64 bits (beyond 2262)
   */
  public void segment(
      Direction from,
      int sequence,
      int acknowledgement,
      int flags,
      byte[] array,
      int offset,
      int length,
      Instant time) {
    segment(from, sequence, acknowledgement, flags, array, offset, length, EpochNanos.of(time));
  }

  /**
   * Whether a SYN on the same five-tuple opens another connection than this one, which is then to
   * be ended as {@link EndReason#REPLACED}.
   */
  public boolean isReplacedBy(Direction from, int sequence, int acknowledgement, int flags) {
    return (flags & SYN) != 0
        && (summary != null || reassembler.isOfAnother(from, sequence, acknowledgement, flags));
  }

  /**
   * Whether both sides closed it, acknowledged that, and nothing is missing; the host may still
   * wait for late segments, or {@link #end} it.
   */
  public boolean isClosed() {
    return reassembler.isClosed();
  }

  /** Whether a segment with RST came. */
  public boolean isReset() {
    return reassembler.isReset();
  }

  /** Payload bytes that were given up: behind a hole, or implausibly far ahead. */
  public long droppedBytes() {
    return tally.droppedBytes;
  }

  /**
   * Ends the connection and tells the observer, the first time; what waits behind a hole is
   * dropped.
   *
   * @param reason why, as the host knows it
   * @return the summary that the observer got
   */
  public StreamSummary end(EndReason reason) {
    if (summary == null) {
      reassembler.settle(lastNanos);
      long toServer = reassembler.bytes(Direction.TO_SERVER);
      long toClient = reassembler.bytes(Direction.TO_CLIENT);
      summary =
          StreamSummary.builder(start)
              .endNanos(lastNanos)
              .packets(packetsToServer, packetsToClient)
              .bytes(toServer, toClient)
              .gaps(reassembler.gap(Direction.TO_SERVER), reassembler.gap(Direction.TO_CLIENT))
              .oneDirection(
                  toServer + toClient > 0 && (packetsToServer == 0 || packetsToClient == 0))
              .reason(reason)
              .proxyHeader(Optional.ofNullable(reassembler.proxyHeader()))
              .build();
      reassembler.release();
      observer.ended(summary);
    }
    return summary;
  }
}
