package io.entroprint.stream;

import java.util.Objects;
import java.util.Optional;

/** What is known of a stream once it has ended. Immutable. */
public final class StreamSummary {
  private final StreamStart start;
  private final long endNanos;
  private final long packetsToServer;
  private final long packetsToClient;
  private final long bytesToServer;
  private final long bytesToClient;
  private final boolean gapToServer;
  private final boolean gapToClient;
  private final boolean oneDirection;
  private final EndReason reason;
  private final Optional<ProxyHeader> proxyHeader;

  /** Why a stream ended. */
  public enum EndReason {
    /** Both directions were closed by FIN. */
    FIN,
    /** Reset by RST. */
    RST,
    /** No packet for longer than the idle time. */
    IDLE,
    /** A new connection began on the same five-tuple. */
    REPLACED,
    /** The table held its largest number of streams, and this one had to give way. */
    EVICTED,
    /** The capture or the host ended. */
    CLOSED
  }

  private StreamSummary(Builder builder) {
    start = builder.start;
    endNanos = builder.endNanos;
    packetsToServer = builder.packetsToServer;
    packetsToClient = builder.packetsToClient;
    bytesToServer = builder.bytesToServer;
    bytesToClient = builder.bytesToClient;
    gapToServer = builder.gapToServer;
    gapToClient = builder.gapToClient;
    oneDirection = builder.oneDirection;
    reason = builder.reason;
    proxyHeader = builder.proxyHeader;
  }

  /** A builder for the summary of a stream: without packets, bytes and gaps, ended as CLOSED. */
  public static Builder builder(StreamStart start) {
    return new Builder(start);
  }

  /** Its beginning. */
  public StreamStart start() {
    return start;
  }

  /** Time of its last packet, nanoseconds since 1970. */
  public long endNanos() {
    return endNanos;
  }

  /** Packets from the client, those without payload included. */
  public long packetsToServer() {
    return packetsToServer;
  }

  /** Packets from the server, those without payload included. */
  public long packetsToClient() {
    return packetsToClient;
  }

  /** Reassembled payload bytes from the client, each counted once; without a PROXY header. */
  public long bytesToServer() {
    return bytesToServer;
  }

  /** Reassembled payload bytes from the server, each counted once. */
  public long bytesToClient() {
    return bytesToClient;
  }

  /** Reassembled payload bytes of both directions. */
  public long bytes() {
    return bytesToServer + bytesToClient;
  }

  /**
   * Whether bytes of the client are missing: a hole that was never filled, behind which nothing is
   * counted, or bytes too far away from the others to belong anywhere.
   */
  public boolean gapToServer() {
    return gapToServer;
  }

  /** Whether bytes of the server are missing. */
  public boolean gapToClient() {
    return gapToClient;
  }

  /** Whether bytes of either direction are missing. */
  public boolean gap() {
    return gapToServer || gapToClient;
  }

  /** Whether of a TCP connection only one direction's packets were captured. */
  public boolean oneDirection() {
    return oneDirection;
  }

  /** Why it ended. */
  public EndReason reason() {
    return reason;
  }

  /**
   * Whether it was followed to its end without losing bytes, so that its length says something. One
   * that had to give way to others was not.
   */
  public boolean isWhole() {
    return !gap() && reason != EndReason.EVICTED;
  }

  /** The header of the PROXY protocol that the client began with. */
  public Optional<ProxyHeader> proxyHeader() {
    return proxyHeader;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreamSummary that
        && start.equals(that.start)
        && endNanos == that.endNanos
        && packetsToServer == that.packetsToServer
        && packetsToClient == that.packetsToClient
        && bytesToServer == that.bytesToServer
        && bytesToClient == that.bytesToClient
        && gapToServer == that.gapToServer
        && gapToClient == that.gapToClient
        && oneDirection == that.oneDirection
        && reason == that.reason
        && proxyHeader.equals(that.proxyHeader);
  }

  @Override
  public int hashCode() {
    return Objects.hash(start, endNanos, bytesToServer, bytesToClient, reason);
  }

  /** Such as {@code TCP 192.0.2.1:50412 -> 192.0.2.2:22, 757 + 10482 bytes, FIN}. */
  @Override
  public String toString() {
    String missing = gap() ? ", gap" : "";
    return start
        + ", "
        + bytesToServer
        + " + "
        + bytesToClient
        + " bytes"
        + missing
        + ", "
        + reason;
  }

  /** Makes a {@link StreamSummary}. Not thread-safe. */
  public static final class Builder {
    private final StreamStart start;
    private long endNanos;
    private long packetsToServer;
    private long packetsToClient;
    private long bytesToServer;
    private long bytesToClient;
    private boolean gapToServer;
    private boolean gapToClient;
    private boolean oneDirection;
    private EndReason reason = EndReason.CLOSED;
    private Optional<ProxyHeader> proxyHeader = Optional.empty();

    private Builder(StreamStart start) {
      this.start = Objects.requireNonNull(start);
      endNanos = start.startNanos();
    }

    /** Time of the last packet, nanoseconds since 1970; by default that of the first. */
    public Builder endNanos(long nanos) {
      endNanos = nanos;
      return this;
    }

    /** How many packets the client sent, and the server. */
    public Builder packets(long toServer, long toClient) {
      packetsToServer = toServer;
      packetsToClient = toClient;
      return this;
    }

    /** How many payload bytes of the client were given to the observer, and of the server. */
    public Builder bytes(long toServer, long toClient) {
      bytesToServer = toServer;
      bytesToClient = toClient;
      return this;
    }

    /** Whether bytes of the client are missing, and of the server. */
    public Builder gaps(boolean toServer, boolean toClient) {
      gapToServer = toServer;
      gapToClient = toClient;
      return this;
    }

    /** Whether of a TCP connection only one direction's packets were captured. */
    public Builder oneDirection(boolean one) {
      oneDirection = one;
      return this;
    }

    /** Why it ended. */
    public Builder reason(EndReason why) {
      reason = Objects.requireNonNull(why);
      return this;
    }

    /** The header of the PROXY protocol that the client began with; by default none. */
    public Builder proxyHeader(Optional<ProxyHeader> header) {
      proxyHeader = Objects.requireNonNull(header);
      return this;
    }

    /** The summary. */
    public StreamSummary build() {
      return new StreamSummary(this);
    }
  }

  /**
   * A header of the PROXY protocol, in which a load balancer tells a server whom it speaks for. It
   * stands before the first byte of the protocol proper and is not measured.
   *
   * @param version 1 (a line of text) or 2 (binary)
   * @param connection the connection that it names, client first; empty where it names none: a
   *     health check of the balancer itself, an unknown family, or a socket of the same machine
   * @param length how many bytes the client sent before the protocol proper begins
   * @see <a href="https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt">the
   *     specification</a>
   */
  public record ProxyHeader(int version, Optional<FlowKey> connection, int length) {}
}
