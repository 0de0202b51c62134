package io.entroprint.stream;

import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a stream when its observer is opened: which one it is, when it began, and how
 * well its beginning is known. Immutable.
 *
 * <pre>{@code
 * StreamStart start = StreamStart.of(key, 0, timeNanos); // its first byte is the first there is
 * StreamStart tail =
 *     StreamStart.builder(key).startNanos(timeNanos).beginning(StreamStart.Beginning.MISSING).build();
 * }</pre>
 */
public final class StreamStart {
  private final FlowKey key;
  private final long ordinal;
  private final long startNanos;
  private final Beginning beginning;
  private final Orientation orientation;
  private final Encapsulation encapsulation;
  private final String outsideOf;

  /** Whether the first byte that an observer gets is the first that was sent. */
  public enum Beginning {
    /** A TCP handshake was seen, or the host says so; UDP always. */
    SEEN,
    /**
     * Of a TCP connection the SYN was not seen, but the first packet was an acknowledgement without
     * payload and all that came next begins where it stood: the last packet of a handshake.
     */
    INFERRED,
    /** Nothing says so: there may have been bytes before the first. */
    MISSING
  }

  /** How it is known which side is the client. */
  public enum Orientation {
    /** By the TCP handshake, or from the host. */
    KNOWN,
    /** Guessed: the client is the sender of the first packet that was captured. */
    FIRST_PACKET,
    /**
     * Guessed against the first packet: its sender has a well-known port, and the other side one of
     * those that operating systems give to clients.
     */
    PORTS
  }

  private StreamStart(Builder builder) {
    key = builder.key;
    ordinal = builder.ordinal;
    startNanos = builder.startNanos;
    beginning = builder.beginning;
    orientation = builder.orientation;
    encapsulation = builder.encapsulation;
    outsideOf = builder.outsideOf;
  }

  /** A stream whose beginning and client are known, under no tag and in no tunnel. */
  public static StreamStart of(FlowKey key, long ordinal, long startNanos) {
    return builder(key).ordinal(ordinal).startNanos(startNanos).build();
  }

  /** A builder for the start of a stream; what it is not told is as {@link #of} has it. */
  public static Builder builder(FlowKey key) {
    return new Builder(key);
  }

  /** The five-tuple, client first. */
  public FlowKey key() {
    return key;
  }

  /**
   * The place of this stream among all of its source, from 0, in the order in which their observers
   * were opened.
   */
  public long ordinal() {
    return ordinal;
  }

  /** Time of the first packet, nanoseconds since 1970-01-01T00:00:00Z. */
  public long startNanos() {
    return startNanos;
  }

  /** Whether the first byte that the observer gets is the first that was sent. */
  public Beginning beginning() {
    return beginning;
  }

  /** Whether the handshake of a TCP connection was not seen, be its first byte known or not. */
  public boolean midstream() {
    return beginning != Beginning.SEEN;
  }

  /** How it is known which side is the client. */
  public Orientation orientation() {
    return orientation;
  }

  /** The VLAN tags, MPLS labels and tunnels that its first packet came under. */
  public Encapsulation encapsulation() {
    return encapsulation;
  }

  /**
   * The tunnel that its datagrams are for certain the outside of and that was not entered, such as
   * {@code vxlan}: what is inside are other streams, of any protocols. Empty for any other stream.
   */
  public Optional<String> outsideOf() {
    return outsideOf.isEmpty() ? Optional.empty() : Optional.of(outsideOf);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreamStart that
        && key.equals(that.key)
        && ordinal == that.ordinal
        && startNanos == that.startNanos
        && beginning == that.beginning
        && orientation == that.orientation
        && encapsulation.equals(that.encapsulation)
        && outsideOf.equals(that.outsideOf);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, ordinal, startNanos, beginning, orientation, encapsulation, outsideOf);
  }

  /** Such as {@code TCP 192.0.2.1:50412 -> 192.0.2.2:22 (vlan 10) midstream}. */
  @Override
  public String toString() {
    String under = encapsulation.steps().isEmpty() ? "" : " (" + encapsulation + ")";
    return key + under + (midstream() ? " midstream" : "");
  }

  /** Makes a {@link StreamStart}. Not thread-safe. */
  public static final class Builder {
    private final FlowKey key;
    private long ordinal;
    private long startNanos;
    private Beginning beginning = Beginning.SEEN;
    private Orientation orientation = Orientation.KNOWN;
    private Encapsulation encapsulation = Encapsulation.NONE;
    private String outsideOf = "";

    private Builder(FlowKey key) {
      this.key = Objects.requireNonNull(key);
    }

    /** Its place among all streams of the source, from 0; by default 0. */
    public Builder ordinal(long place) {
      ordinal = place;
      return this;
    }

    /** Time of the first packet, nanoseconds since 1970; by default 0. */
    public Builder startNanos(long nanos) {
      startNanos = nanos;
      return this;
    }

    /** By default {@link Beginning#SEEN}. */
    public Builder beginning(Beginning known) {
      beginning = Objects.requireNonNull(known);
      return this;
    }

    /** By default {@link Orientation#KNOWN}. */
    public Builder orientation(Orientation known) {
      orientation = Objects.requireNonNull(known);
      return this;
    }

    /** By default {@link Encapsulation#NONE}. */
    public Builder encapsulation(Encapsulation under) {
      encapsulation = Objects.requireNonNull(under);
      return this;
    }

    /**
     * The tunnel that its datagrams are the outside of.
     *
     * @param tunnel such as {@code vxlan}; empty, as by default, if there is none
     */
    public Builder outsideOf(String tunnel) {
      outsideOf = Objects.requireNonNull(tunnel);
      return this;
    }

    /** The start. */
    public StreamStart build() {
      return new StreamStart(this);
    }
  }
}
