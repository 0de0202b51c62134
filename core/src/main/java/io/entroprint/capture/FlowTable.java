package io.entroprint.capture;

import io.entroprint.stream.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes packets and tells one {@link StreamObserver} per TCP connection or UDP stream what was said
 * on it.
 *
 * <pre>{@code
 * try (FlowTable table = FlowTable.builder(observers).build()) {
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
 * the idle time. All time is packet time, and passes with the packets or by {@link #advance}.
 * Everything held is bounded by the {@link Builder}'s limits, whatever the packets say. Checksums
 * are not looked at: a capture taken on the sending host seldom has them right.
 *
 * <p>Not thread-safe. Observers are called from {@link #accept}, {@link #advance} and {@link
 * #close}; what they throw passes through.
 */
public final class FlowTable implements AutoCloseable {
  /** How many streams may be held at a time where nothing else is said. */
  public static final int DEFAULT_MAX_STREAMS = 100_000;

  /** How long what is no open connection is remembered for what comes late. */
  private static final long LINGER_NANOS = 30_000_000_000L;

  private final StreamObserver.Factory observers;
  private final int maxStreams;
  private final Tally tally = new Tally();
  private final FragmentTable fragments = new FragmentTable(tally);
  private final PacketDecoder decoder;
  private final BufferBudget budget;
  private final FlowMap flows = new FlowMap(KeyedHash.secret());
  private final FlowList openTcp;
  private final FlowList openUdp;

  /**
   * Five-tuples without an open connection: reset, closed, or not begun. They are evicted first.
   */
  private final FlowList lingering = new FlowList(LINGER_NANOS);

  private final PacketClock clock = new PacketClock();
  private int openStreams;
  private boolean closed;

  private FlowTable(Builder builder) {
    observers = builder.observers;
    maxStreams = builder.maxStreams;
    budget = new BufferBudget(builder.maxBufferedBytesPerStream, builder.maxBufferedBytes);
    decoder =
        new PacketDecoder(
            new DecoderSettings(builder.tunnels, builder.tunnelPorts, builder.ignoreVlan),
            fragments);
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
    requireOpen();
    tally.packets++;
    long now = packet.timeNanos();
    if (clock.tick(now)) {
      removeIdle(clock.time());
    }
    int outcome = decoder.decode(packet);
    while (outcome != Layer.NO_MORE) {
      if (outcome == Layer.FOUND) {
        found(decoder.found, now);
      } else {
        tally.notDecoded(outcome);
      }
      outcome = decoder.next();
    }
  }

  private void found(Cursor c, long now) {
    if (c.missing() > 0) {
      tally.cutPayloads++;
    }
    if (c.recognised != null) {
      tally.outsideTunnels[c.recognised.ordinal()]++;
    }
    if (c.tcp) {
      tcp(c, now);
    } else {
      udp(c, now);
    }
  }

  /**
   * Ends the streams that have been idle for too long at a time: for a quiet link, where no packets
   * come to show that time has passed. A time before that of the packets does nothing.
   *
   * @param timeNanos on the clock of the packets, nanoseconds since 1970
   * @throws IllegalStateException if the table is closed
   */
  public void advance(long timeNanos) {
    requireOpen();
    removeIdle(timeNanos);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the table is closed");
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
    boolean reset = (c.flags & TcpReassembler.RST) != 0;
    boolean syn = !reset && (c.flags & TcpReassembler.SYN) != 0;
    Flow flow = flows.find(c, sourceIsLower);
    if (flow != null && isOver(flow, c, sourceIsLower, syn, now)) {
      remove(flow, EndReason.REPLACED);
      flow = null;
    }
    boolean begins = syn || c.length() + c.missing() > 0;
    if (flow == null) {
      if (reset || (!begins && isFullOfOpenStreams())) {
        tally.outsideStreams++;
        return;
      }
      boolean fromServer = syn && (c.flags & TcpReassembler.ACK) != 0;
      flow = add(c, sourceIsLower, !fromServer, now);
    }
    if (flow.hasEnded()) {
      tally.lateSegments++;
      return;
    }
    Direction from = touch(flow, sourceIsLower, now);
    if (!flow.hasBegun()) {
      if (!begins) {
        return;
      }
      begin(flow, !syn);
    }
    TcpReassembler reassembler = flow.reassembler();
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
      move(flow, lingering);
      end(flow, EndReason.FIN);
    } else if (reassembler.isReset() || reassembler.isClosing()) {
      move(flow, lingering);
    }
  }

  /** Whether a segment cannot belong to what is known of its five-tuple. */
  private static boolean isOver(Flow flow, Cursor c, boolean sourceIsLower, boolean syn, long now) {
    if (flow.hasEnded() && flow.list.isIdle(flow, now)) {
      return true;
    }
    return syn
        && (!flow.hasBegun()
            || flow.reassembler()
                .isOfAnother(
                    flow.direction(sourceIsLower), c.sequence, c.acknowledgement, c.flags));
  }

  private void udp(Cursor c, long now) {
    tally.udpPackets++;
    boolean sourceIsLower = FlowMap.sourceIsLower(c);
    Flow flow = flows.find(c, sourceIsLower);
    if (flow != null && openUdp.isIdle(flow, now)) {
      remove(flow, EndReason.IDLE);
      flow = null;
    }
    if (flow == null) {
      flow = add(c, sourceIsLower, true, now);
    }
    if (!flow.hasBegun()) {
      begin(flow, false);
    }
    Direction from = touch(flow, sourceIsLower, now);
    flow.datagrams().datagram(from, c.array, c.at, c.length(), c.missing(), now);
  }

  private Direction touch(Flow flow, boolean sourceIsLower, long now) {
    Direction from = flow.direction(sourceIsLower);
    flow.countPacket(from);
    // Where the capture's clock was set back, silence counts from the latest time.
    flow.lastTime = Math.max(flow.lastTime, now);
    flow.lastPacket = tally.packets;
    flow.list.moveToEnd(flow);
    return from;
  }

  /** A five-tuple on which nothing has begun yet. */
  private Flow add(Cursor c, boolean sourceIsLower, boolean sourceIsClient, long now) {
    if (flows.size() >= maxStreams) {
      evict();
    }
    Flow flow = new Flow(c, sourceIsLower, sourceIsClient, now);
    flows.add(flow);
    lingering.append(flow);
    return flow;
  }

  private void begin(Flow flow, boolean midstream) {
    StreamStart start =
        StreamStart.builder(flow.key())
            .ordinal(tally.tcpStreams + tally.udpStreams)
            .startNanos(flow.firstTime)
            .beginning(midstream ? StreamStart.Beginning.MISSING : StreamStart.Beginning.SEEN)
            .build();
    StreamObserver observer = Objects.requireNonNull(observers.open(start), "observer");
    openStreams++;
    if (flow.tcp) {
      tally.tcpStreams++;
      flow.beginTcp(start, observer, new TcpReassembler(observer, budget, tally));
      move(flow, openTcp);
    } else {
      tally.udpStreams++;
      flow.beginUdp(start, observer, new DatagramStream(observer, tally));
      move(flow, openUdp);
    }
  }

  private static void move(Flow flow, FlowList to) {
    if (flow.list != to) {
      flow.list.remove(flow);
      to.append(flow);
    }
  }

  private void removeIdle(long now) {
    removeIdle(lingering, now);
    removeIdle(openUdp, now);
    removeIdle(openTcp, now);
  }

  private void removeIdle(FlowList list, long now) {
    Flow oldest = list.oldest();
    while (oldest != null && list.isIdle(oldest, now)) {
      remove(oldest, EndReason.IDLE);
      oldest = list.oldest();
    }
  }

  private boolean isFullOfOpenStreams() {
    return flows.size() >= maxStreams && lingering.oldest() == null;
  }

  /** Makes room for one stream: what has been closed goes before what is open. */
  private void evict() {
    Flow victim = lingering.oldest();
    if (victim == null) {
      Flow tcp = openTcp.oldest();
      Flow udp = openUdp.oldest();
      victim = tcp == null || (udp != null && udp.lastPacket < tcp.lastPacket) ? udp : tcp;
    }
    remove(victim, EndReason.EVICTED);
  }

  /** Takes a five-tuple out, and ends its stream if that is open. */
  private void remove(Flow flow, EndReason occasion) {
    flow.list.remove(flow);
    flows.remove(flow);
    if (!flow.hasBegun()) {
      tally.outsideStreams += flow.packetsToServer + flow.packetsToClient;
    } else if (!flow.hasEnded()) {
      end(flow, occasion);
    }
  }

  private void end(Flow flow, EndReason occasion) {
    StreamSummary summary = flow.summary(reason(flow, occasion));
    StreamObserver observer = flow.finish();
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
    if (flow.tcp && flow.reassembler().isReset()) {
      return EndReason.RST;
    }
    return flow.tcp && flow.reassembler().isClosing() ? EndReason.FIN : occasion;
  }

  /** What was seen and dropped so far. */
  public FlowCounters counters() {
    return new FlowCounters(tally, openStreams, budget.used() + fragments.bytes());
  }

  /** Ends every open stream, in the order in which they began. Closing again does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    fragments.clear();
    List<Flow> all = new ArrayList<>(flows.size());
    flows.forEach(all::add);
    all.sort(Comparator.comparingLong(flow -> flow.hasBegun() ? flow.start().ordinal() : -1));
    all.forEach(flow -> remove(flow, EndReason.CLOSED));
  }

  /** The limits of a {@link FlowTable}; every one has a finite default. Not thread-safe. */
  public static final class Builder {
    private final StreamObserver.Factory observers;
    private int maxStreams = DEFAULT_MAX_STREAMS;
    private int maxBufferedBytesPerStream = 1 << 20;
    private long maxBufferedBytes = 64L << 20;
    private long tcpIdleNanos = Duration.ofHours(1).toNanos();
    private long udpIdleNanos = Duration.ofMinutes(5).toNanos();
    private Set<Tunnel> tunnels = Tunnel.DEFAULT;
    private final Map<Tunnel, Set<Integer>> tunnelPorts = new EnumMap<>(Tunnel.class);
    private boolean ignoreVlan;

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

    /**
     * Silence after which a TCP stream ends, in packet time; by default one hour. What comes before
     * others' packets have shown that the time is over still belongs to it.
     */
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
     * The tunnels to enter; by default those that are not {@link Tunnel#isOverUdp() over UDP},
     * whose outer packets belong to no stream.
     */
    public Builder tunnels(Set<Tunnel> entered) {
      tunnels = Set.copyOf(entered);
      return this;
    }

    /**
     * A UDP port on which a tunnel is expected besides its usual ones.
     *
     * @param tunnel one that is {@link Tunnel#isOverUdp() over UDP}
     * @param port 1 to 65535
     * @throws IllegalArgumentException if either is not so
     */
    public Builder tunnelPort(Tunnel tunnel, int port) {
      if (!tunnel.isOverUdp() || port < 1 || port > 65_535) {
        throw new IllegalArgumentException("no UDP port of a tunnel: " + tunnel.id() + " " + port);
      }
      tunnelPorts.computeIfAbsent(tunnel, t -> new TreeSet<>()).add(port);
      return this;
    }

    /**
     * Whether packets under different VLAN tags may belong to one stream, as they do in captures
     * that see one side of a connection tagged; by default not.
     */
    public Builder ignoreVlan(boolean ignored) {
      ignoreVlan = ignored;
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
