package io.entroprint.label;

import io.entroprint.stream.FlowKey;
import java.util.function.Predicate;

/**
 * Tells by its five-tuple whether a stream is meant, in a subset of the pcap filter language:
 *
 * <pre>
 * tcp                                udp
 * [src | dst] host ADDRESS           [src | dst] net ADDRESS/LENGTH
 * [src | dst] port NUMBER            [src | dst] portrange FIRST-LAST
 * not E   ! E   E and E   E &amp;&amp; E   E or E   E || E   ( E )
 * </pre>
 *
 * <p>{@code tcp} or {@code udp} may stand before {@code src}, {@code dst}, {@code port} and {@code
 * portrange} and narrows it: {@code tcp dst port 22}. A filter is asked about a stream, not about a
 * packet: {@code src} is the client and {@code dst} the server; without either, one of the two has
 * to fit. As in the pcap language {@code not} binds closest, and {@code and} and {@code or} bind
 * alike, from left to right: {@code port 1 or port 2 and udp} means {@code (port 1 or port 2) and
 * udp}. Addresses and ports are numbers, never names.
 *
 * <p>Immutable and thread-safe.
 *
 * @see <a href="https://www.tcpdump.org/manpages/pcap-filter.7.html">pcap-filter(7)</a>
 */
public final class FlowFilter implements Predicate<FlowKey> {
  private static final FlowFilter ALL = new FlowFilter("", key -> true);

  private final String text;
  private final Predicate<FlowKey> test;

  private FlowFilter(String text, Predicate<FlowKey> test) {
    this.text = text;
    this.test = test;
  }

  /** Passes every stream. */
  public static FlowFilter all() {
    return ALL;
  }

  /**
   * Reads an expression.
   *
   * @throws SyntaxException if it is none; the message names the column and what was expected
   */
  public static FlowFilter parse(String expression) {
    return new FlowFilter(expression.strip(), new FlowFilterParser(expression).parse());
  }

  /** Whether the stream is meant. */
  @Override
  public boolean test(FlowKey key) {
    return test.test(key);
  }

  /** The expression; empty for {@link #all}. */
  @Override
  public String toString() {
    return text;
  }

  /** A text is not a filter expression. */
  public static final class SyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int column;
    private final String reason;

    SyntaxException(int column, String reason) {
      super("column " + column + ": " + reason);
      this.column = column;
      this.reason = reason;
    }

    /** Where, in characters from 1. */
    public int column() {
      return column;
    }

    /** What was found there and what was expected. */
    public String reason() {
      return reason;
    }
  }
}
