package io.entroprint.capture;

import io.entroprint.stream.Direction;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary.EndReason;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Takes packets and tells one {@link StreamObserver} per TCP connection or UDP stream what was said
 * on it.
 *
 * <pre>{@code
 * try (FlowTable table = FlowTable.builder(start -> new MyObserver(start)).build()) {
 *   table.acceptAll(reader);
 * } // ends every stream that is still open
 * }</pre>
 *
 * <p>A TCP stream begins with a SYN or, if that was not captured, with the first segment that has
 * payload; segments with neither begin nothing and are only counted. The client is the sender of
 * the SYN, the receiver of the SYN+ACK, or else the first sender. A UDP stream begins with a
 * datagram; its sender is the client.
 *
 * <p>A TCP stream ends when both sides have closed it and said so, some time after a reset (so that
 * what was under way still counts), when a new SYN takes its five-tuple, or when nothing came for
 * the idle time. All time is packet time. Everything held is bounded by the {@link Builder}'s
 * limits, whatever the packets say.
 *
 * <p>Not thread-safe. Observers are called from {@link #accept} and {@link #close}; what they throw
 * passes through.
 */
public final class FlowTable implements AutoCloseable {
  /** How long a reset, half-known or closed connection is remembered for what comes late. */
  private static final long LINGER_NANOS = 30_000_000_000L;

  private final StreamObserver.Factory observers;
  private final int maxStreams;
  private final Tally tally = new Tally();
  private final FragmentTable fragments = new FragmentTable(tally);
  private final PacketDecoder decoder;
  private final BufferBudget budget;
  private final FlowMap flows = new FlowMap();
  private final FlowList openTcp;
  private final FlowList openUdp;
  private final FlowList lingering = new FlowList(LINGER_NANOS);
  private int openStreams;
  private boolean closed;

  private FlowTable(Builder builder) {
    observers = builder.observers;
    maxStreams = builder.maxStreams;
    budget = new BufferBudget(builder.maxBufferedBytesPerStream, builder.maxBufferedBytes);
    decoder = new PacketDecoder(builder.tunnels, fragments);
    openTcp = new FlowList(builder.tcpIdleNanos);
    openUdp = new FlowList(builder.udpIdleNanos);
  }

  /** A builder for a table that asks a factory for the observer of each new stream. */
  public static Builder builder(StreamObserver.Factory observers) {
    return new Builder(observers);
  }

  /**
   * Takes the next packet. Never throws for what a packet holds: that is counted.
   *
   * @throws IllegalStateException if the table is closed
   */
  public void accept(Packet packet) {
    if (closed) {
      throw new IllegalStateException("the table is closed");
    }
    tally.packets++;
    long now = packet.timeNanos();
    endIdle(now);
    switch (decoder.decode(packet)) {
      case Layer.FOUND -> {
        if (decoder.found.tcp) {
          tcp(decoder.found, now);
        } else {
          udp(decoder.found, now);
        }
      }
      case Layer.UNKNOWN_LINK_TYPE -> tally.unknownLinkType++;
      case Layer.NOT_IP -> tally.notIp++;
      case Layer.OTHER_TRANSPORT -> tally.otherTransport++;
      case Layer.CUT -> tally.cutHeaders++;
      case Layer.MALFORMED -> tally.malformed++;
      default -> {
        // A fragment: counted where it waits.
      }
    }
  }

  /**
   * Takes all packets that a reader still has. If it throws, what came before was taken.
   *
   * @throws IOException what the reader throws
   */
  public void acceptAll(CaptureReader reader) throws IOException {
    Packet packet = new Packet();
    while (reader.next(packet)) {
      accept(packet);
    }
  }

  private void tcp(Cursor c, long now) {
    tally.tcpPackets++;
    boolean sourceIsLower = FlowMap.sourceIsLower(c);
    Flow flow = current(c, sourceIsLower, now);
    boolean reset = (c.flags & TcpReassembler.RST) != 0;
    boolean syn = !reset && (c.flags & TcpReassembler.SYN) != 0;
    if (flow != null
        && syn
        && flow.reassembler.isOfAnother(
            flow.direction(sourceIsLower), c.sequence, c.acknowledgement, c.flags)) {
      end(flow, EndReason.REPLACED);
      flow = null;
    }
    if (flow == null) {
      if (!syn && (reset || c.length() + c.missing() == 0)) {
        tally.outsideStreams++;
        return;
      }
      boolean sourceIsClient = !syn || (c.flags & TcpReassembler.ACK) == 0;
      flow = open(c, sourceIsLower, sourceIsClient, !syn, now);
    }
    if (flow.hasEnded()) {
      tally.lateSegments++;
      return;
    }
    Direction from = touch(flow, sourceIsLower, now);
    TcpReassembler reassembler = flow.reassembler;
    reassembler.segment(
        from,
        c.sequence,
        c.acknowledgement,
        syn ? c.flags : c.flags & ~TcpReassembler.SYN,
        c.array,
        c.at,
        c.length(),
        c.missing(),
        now);
    if (reassembler.isClosed()) {
      end(flow, EndReason.FIN);
      flows.add(flow);
      lingering.append(flow);
    } else if (flow.list == openTcp && (reassembler.isReset() || reassembler.isClosing())) {
      openTcp.remove(flow);
      lingering.append(flow);
    }
  }

  private void udp(Cursor c, long now) {
    tally.udpPackets++;
    boolean sourceIsLower = FlowMap.sourceIsLower(c);
    Flow flow = current(c, sourceIsLower, now);
    if (flow == null) {
      flow = open(c, sourceIsLower, true, false, now);
    }
    Direction from = touch(flow, sourceIsLower, now);
    flow.datagrams.datagram(from, c.array, c.at, c.length(), c.missing(), now);
  }

  /** The stream a packet belongs to unless it has been silent for too long. */
  private Flow current(Cursor c, boolean sourceIsLower, long now) {
    Flow flow = flows.find(c, sourceIsLower);
    if (flow != null && flow.list.isIdle(flow, now)) {
      end(flow, EndReason.IDLE);
      return null;
    }
    return flow;
  }

  private Direction touch(Flow flow, boolean sourceIsLower, long now) {
    Direction from = flow.direction(sourceIsLower);
    flow.countPacket(from);
    flow.lastTime = now;
    flow.lastPacket = tally.packets;
    flow.list.moveToEnd(flow);
    return from;
  }

  private Flow open(
      Cursor c, boolean sourceIsLower, boolean sourceIsClient, boolean midstream, long now) {
    if (flows.size() >= maxStreams) {
      evict();
    }
    IpAddress source = address(c.ipv6, c.sourceHigh, c.sourceLow);
    IpAddress destination = address(c.ipv6, c.destinationHigh, c.destinationLow);
    Transport transport = c.tcp ? Transport.TCP : Transport.UDP;
    FlowKey key =
        sourceIsClient
            ? new FlowKey(transport, source, c.sourcePort, destination, c.destinationPort)
            : new FlowKey(transport, destination, c.destinationPort, source, c.sourcePort);
    StreamStart start = new StreamStart(key, tally.tcpStreams + tally.udpStreams, now, midstream);
    StreamObserver observer = Objects.requireNonNull(observers.open(start), "observer");
    Flow flow =
        new Flow(
            c,
            sourceIsLower,
            sourceIsClient,
            start,
            observer,
            c.tcp ? new TcpReassembler(observer, budget, tally) : null,
            c.tcp ? null : new DatagramStream(observer, tally));
    flows.add(flow);
    (c.tcp ? openTcp : openUdp).append(flow);
    openStreams++;
    if (c.tcp) {
      tally.tcpStreams++;
    } else {
      tally.udpStreams++;
    }
    return flow;
  }

  private static IpAddress address(boolean ipv6, long high, long low) {
    return ipv6 ? IpAddress.v6(high, low) : IpAddress.v4((int) low);
  }

  private void endIdle(long now) {
    endIdle(lingering, now);
    endIdle(openUdp, now);
    endIdle(openTcp, now);
  }

  private void endIdle(FlowList list, long now) {
    Flow oldest = list.oldest();
    while (oldest != null && list.isIdle(oldest, now)) {
      end(oldest, EndReason.IDLE);
      oldest = list.oldest();
    }
  }

  /** Makes room for one stream: what has been closed goes before what is open. */
  private void evict() {
    Flow victim = lingering.oldest();
    if (victim == null) {
      Flow tcp = openTcp.oldest();
      Flow udp = openUdp.oldest();
      victim = tcp == null || (udp != null && udp.lastPacket < tcp.lastPacket) ? udp : tcp;
    }
    end(victim, EndReason.EVICTED);
  }

  /** Takes a stream out, and tells its observer if that was not told before. */
  private void end(Flow flow, EndReason occasion) {
    flow.list.remove(flow);
    flows.remove(flow);
    if (flow.hasEnded()) {
      return;
    }
    StreamObserver observer = flow.observer;
    flow.observer = null;
    var summary = flow.summary(reason(flow, occasion));
    if (flow.tcp) {
      flow.reassembler.release();
    }
    openStreams--;
    tally.ended[summary.reason().ordinal()]++;
    if (summary.bytes() == 0) {
      tally.streamsWithoutPayload++;
    }
    if (summary.gap()) {
      tally.streamsWithGap++;
    }
    observer.ended(summary);
  }

  /** How a connection was closed says more than on which occasion that was noticed. */
  private static EndReason reason(Flow flow, EndReason occasion) {
    if (flow.tcp && flow.reassembler.isReset()) {
      return EndReason.RST;
    }
    return flow.tcp && flow.reassembler.isClosing() ? EndReason.FIN : occasion;
  }

  /** What was seen and dropped so far. */
  public FlowCounters counters() {
    return tally.snapshot(openStreams, budget.used() + fragments.bytes());
  }

  /** Ends every open stream, in the order in which they began. Closing again does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    fragments.clear();
    List<Flow> open = new ArrayList<>(openStreams);
    flows.forEach(
        flow -> {
          if (!flow.hasEnded()) {
            open.add(flow);
          }
        });
    open.sort(Comparator.comparingLong(flow -> flow.start.ordinal()));
    open.forEach(flow -> end(flow, EndReason.CLOSED));
  }

  /** The limits of a {@link FlowTable}; every one has a finite default. Not thread-safe. */
  public static final class Builder {
    private final StreamObserver.Factory observers;
    private int maxStreams = 100_000;
    private int maxBufferedBytesPerStream = 1 << 20;
    private long maxBufferedBytes = 64L << 20;
    private long tcpIdleNanos = Duration.ofDays(1).toNanos();
    private long udpIdleNanos = Duration.ofMinutes(5).toNanos();
    private Set<Tunnel> tunnels = Tunnel.DEFAULT;

    private Builder(StreamObserver.Factory observers) {
      this.observers = Objects.requireNonNull(observers);
    }

    /**
     * How many streams may be held at a time; by default 100,000. Beyond that, one that is closed
     * is forgotten or else the least recently used ends as {@code EVICTED}.
     *
     * @param streams at least 1
     */
    public Builder maxStreams(int streams) {
      maxStreams = (int) positive(streams);
      return this;
    }

    /** Bytes a stream may hold of segments that came ahead of their turn; by default 1 MiB. */
    public Builder maxBufferedBytesPerStream(int bytes) {
      maxBufferedBytesPerStream = (int) positive(bytes);
      return this;
    }

    /** Bytes all streams together may hold of such segments; by default 64 MiB. */
    public Builder maxBufferedBytes(long bytes) {
      maxBufferedBytes = positive(bytes);
      return this;
    }

    /** Silence after which a TCP stream ends, in packet time; by default 24 hours. */
    public Builder tcpIdle(Duration idle) {
      tcpIdleNanos = nanos(idle);
      return this;
    }

    /** Silence after which a UDP stream ends, in packet time; by default 300 seconds. */
    public Builder udpIdle(Duration idle) {
      udpIdleNanos = nanos(idle);
      return this;
    }

    /**
     * The tunnels to enter; by default {@link Tunnel#GRE} and {@link Tunnel#IP_IN_IP}, whose outer
     * packets belong to no stream.
     */
    public Builder tunnels(Set<Tunnel> entered) {
      tunnels = Set.copyOf(entered);
      return this;
    }

    /** A new, empty table. */
    public FlowTable build() {
      return new FlowTable(this);
    }

    private static long nanos(Duration idle) {
      boolean fits = idle.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0;
      return positive(fits ? idle.toNanos() : Long.MAX_VALUE);
    }

    private static long positive(long value) {
      if (value <= 0) {
        throw new IllegalArgumentException("a limit must be positive, not " + value);
      }
      return value;
    }
  }
}
