package io.entroprint.capture;

import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary.EndReason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ConcurrentModificationException;
import java.util.EnumMap;
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
 * <p>A TCP stream begins with a SYN. Data that was captured before its SYN waits for it for up to
 * two seconds of packet time, 64 KiB and a quarter of the memory there is; then the stream begins
 * without one, and its {@link io.entroprint.stream.StreamStart} says so. Segments with neither SYN
 * nor payload begin nothing and are only counted. A UDP stream begins with a datagram. The client
 * is the sender of the SYN, the receiver of the SYN+ACK, or else the sender of the first packet,
 * but for one that has a well-known port and sends to a client's.
 *
 * <p>Packets with the same addresses and ports are of different streams if they came under
 * different VLAN tags, MPLS labels or tunnel numbers. Tags and labels may differ by direction;
 * where they change within a connection its sequence numbers say where a segment belongs.
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

  private final Tally tally = new Tally();
  private final FragmentTable fragments = new FragmentTable(tally);
  private final PacketDecoder decoder;
  private final FlowStore store;
  private final TcpFlows tcp;
  private final PacketClock clock = new PacketClock();
  private boolean closed;

  /** Who is inside; not volatile, so that looking costs nothing: two threads mostly see it. */
  private Thread inside;

  private FlowTable(Builder builder) {
    decoder = new PacketDecoder(builder.decoding(), fragments);
    store = new FlowStore(builder.observers, builder.limits(), tally);
    tcp = new TcpFlows(store, tally);
  }

  /** A builder for a table that asks a factory for the observer of each new stream. */
  public static Builder builder(StreamObserver.Factory observers) {
    return new Builder(observers);
  }

  /**
   * Takes the next packet. Never throws for what a packet holds: that is counted.
   *
   * @throws IllegalStateException if the table is closed
   * @throws ConcurrentModificationException if another thread is handing a packet over, as far as
   *     that can be seen without a lock
   */
  public void accept(Packet packet) {
    Thread here = Thread.currentThread();
    Thread there = inside;
    if (there != null && there != here) {
      throw new ConcurrentModificationException(
          "two threads at a time use a flow table: "
              + here.getName()
              + " while "
              + there.getName()
              + " is at it");
    }
    inside = here;
    try {
      take(packet);
    } finally {
      inside = null;
    }
  }

  private void take(Packet packet) {
    requireOpen();
    tally.packets++;
    long now = packet.timeNanos();
    if (clock.tick(now)) {
      store.removeIdle(clock.time());
    }
    int outcome = decoder.decode(packet);
    while (outcome != Layer.NO_MORE) {
      if (outcome == Layer.FOUND) {
        found(decoder.found, now);
      } else {
        tally.notDecoded(outcome);
      }
      outcome = decoder.found.isKept() ? decoder.next() : Layer.NO_MORE;
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
      tcp.accept(c, now);
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
    store.removeIdle(timeNanos);
  }

  /**
   * The same, of an instant.
   *
   * @throws ArithmeticException if its nanoseconds since 1970 do not fit into 64 bits (beyond 2262)
   * @throws IllegalStateException if the table is closed
   */
  public void advance(Instant time) {
    advance(EpochNanos.of(time));
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

  private void udp(Cursor c, long now) {
    tally.udpPackets++;
    boolean fromLower = FlowMap.sourceIsLower(c);
    Flow flow = store.find(c, fromLower);
    if (flow != null && flow.list.isIdle(flow, now)) {
      store.remove(flow, EndReason.IDLE);
      flow = null;
    }
    if (flow == null) {
      flow = store.add(c, fromLower, now);
    }
    flow.count(c, fromLower, now, tally.packets);
    if (!flow.hasBegun()) {
      store.beginUdp(flow, now);
    }
    flow.datagrams()
        .datagram(flow.direction(fromLower), c.array, c.at, c.length(), c.missing(), now);
    store.touched(flow);
  }

  /** What was seen and dropped so far. */
  public FlowCounters counters() {
    return new FlowCounters(tally, store.openStreams(), store.bufferedBytes() + fragments.bytes());
  }

  /** Ends every open stream, in the order in which they began. Closing again does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    fragments.clear();
    store.close();
  }

  /** The limits of a {@link FlowTable}; every one has a finite default. Not thread-safe. */
  public static final class Builder {
    private final StreamObserver.Factory observers;
    private int maxStreams = DEFAULT_MAX_STREAMS;
    private int maxStreamsPerClient;
    private int maxBufferedBytesPerStream = 1 << 20;
    private long maxBufferedBytes = 64L << 20;
    private long tcpIdleNanos = Duration.ofHours(1).toNanos();
    private long udpIdleNanos = Duration.ofMinutes(5).toNanos();
    private Set<Tunnel> tunnels = Tunnel.DEFAULT;
    private final Map<Tunnel, Set<Integer>> tunnelPorts = new EnumMap<>(Tunnel.class);
    private boolean ignoreVlan;
    private boolean keepsProxyHeaders;

    private Builder(StreamObserver.Factory observers) {
      this.observers = Objects.requireNonNull(observers);
    }

    /**
     * How many streams may be held at a time; by default 100,000. Beyond that, one that is closed
     * is forgotten, or else one ends as {@code EVICTED}: first of clients with more than their
     * share, then without payload to judge, then with little, each time the least recently used.
     *
     * @param streams at least 1
     */
    public Builder maxStreams(int streams) {
      maxStreams = (int) positive(streams);
      return this;
    }

    /**
     * A client's share: how many streams one address, or one IPv6 network of 64 bits, may have open
     * before those that it opens beyond are the first to give way where the table is full; by
     * default a tenth of {@link #maxStreams}. While there is room nothing happens to them.
     *
     * @param streams at least 1
     */
    public Builder maxStreamsPerClient(int streams) {
      maxStreamsPerClient = (int) positive(streams);
      return this;
    }

    /** Bytes a stream may hold of segments that came ahead of their turn; by default 1 MiB. */
    public Builder maxBufferedBytesPerStream(int bytes) {
      maxBufferedBytesPerStream = (int) positive(bytes);
      return this;
    }

    /**
     * Bytes all streams together may hold of such segments; by default 64 MiB. Where that is not
     * enough the stream that holds most gives way. Up to a quarter of it serves connections whose
     * SYN may still come.
     */
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

    /**
     * Whether a header of the PROXY protocol is left where it is, as the first bytes of its stream,
     * and only reported: for comparing streams with those of other programs. By default it is taken
     * off, so that what follows is measured from its own first byte.
     */
    public Builder keepProxyHeaders(boolean kept) {
      keepsProxyHeaders = kept;
      return this;
    }

    private FlowLimits limits() {
      int share = maxStreamsPerClient > 0 ? maxStreamsPerClient : Math.max(1, maxStreams / 10);
      return new FlowLimits(
          maxStreams,
          share,
          maxBufferedBytesPerStream,
          maxBufferedBytes,
          tcpIdleNanos,
          udpIdleNanos,
          keepsProxyHeaders);
    }

    private DecoderSettings decoding() {
      return new DecoderSettings(tunnels, tunnelPorts, ignoreVlan);
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
