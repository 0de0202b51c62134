package io.entroprint.output;

import io.entroprint.stream.FlowKey;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.ProxyHeader;
import io.entroprint.text.DecimalText;
import io.entroprint.text.PacketTime;
import io.entroprint.text.Utf8Builder;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * One object in the manner of Suricata's EVE output, on one line, written field by field: for a
 * program that adds events of its own to those of {@link EveFormat}.
 *
 * <pre>{@code
 * byte[] line =
 *     new EveLine("alert", nanos).endpoints(key).object("alert").field("rule", name).end().endLine();
 * }</pre>
 *
 * <p>Control characters are written by their numbers, and so are surrogates, as one alone has no
 * UTF-8. Field names are written as they are. Not thread-safe.
 */
public final class EveLine {
  private static final boolean[] PLAIN = plain();

  private final Utf8Builder out = new Utf8Builder(1024);
  private int depth = 1;

  /** Whether the innermost object has a field. */
  private boolean begun;

  /**
   * Begins an object with its {@code timestamp} and {@code event_type}.
   *
   * @param timeNanos nanoseconds since 1970
   */
  public EveLine(String eventType, long timeNanos) {
    out.append('{');
    time("timestamp", timeNanos);
    field("event_type", eventType);
  }

  /**
   * Which stream: the VLAN tags it came under as {@code vlan}, outermost first, if there are any;
   * its {@link #endpoints}; and {@code client_by} where the client was told by ports, against the
   * first packet.
   */
  public EveLine stream(StreamStart stream) {
    List<Integer> vlans = stream.encapsulation().vlans();
    if (!vlans.isEmpty()) {
      name("vlan").append(vlans.toString().replace(" ", ""));
    }
    endpoints(stream.key());
    return stream.orientation() == StreamStart.Orientation.PORTS
        ? field("client_by", "ports")
        : this;
  }

  /**
   * Which stream: {@code proto}, {@code src_ip}, {@code src_port}, {@code dest_ip}, {@code
   * dest_port} and {@code community_id}; the source is the client.
   */
  public EveLine endpoints(FlowKey key) {
    field("proto", key.transport().name());
    field("src_ip", key.client().toString());
    field("src_port", key.clientPort());
    field("dest_ip", key.server().toString());
    field("dest_port", key.serverPort());
    return field("community_id", key.communityId());
  }

  /**
   * The object {@code flow} of a stream that has ended: times, packets, payload bytes; and after it
   * {@code proxy_protocol} with the connection it names, if the client began with such a header.
   */
  public EveLine flow(StreamSummary stream) {
    object("flow");
    time("start", stream.start().startNanos());
    time("end", stream.endNanos());
    field("pkts_toserver", stream.packetsToServer());
    field("pkts_toclient", stream.packetsToClient());
    field("bytes_toserver", stream.bytesToServer());
    field("bytes_toclient", stream.bytesToClient());
    end();
    stream.proxyHeader().ifPresent(this::proxy);
    return this;
  }

  private void proxy(ProxyHeader header) {
    field("proxy_protocol", header.version());
    if (header.connection().isPresent()) {
      FlowKey named = header.connection().get();
      field("proxy_src_ip", named.client().toString());
      field("proxy_src_port", named.clientPort());
      field("proxy_dest_ip", named.server().toString());
      field("proxy_dest_port", named.serverPort());
    }
  }

  /** The object {@code flow} of a stream that goes on: when it began. */
  public EveLine flow(StreamStart stream) {
    return object("flow").time("start", stream.startNanos()).end();
  }

  /** Begins an object in the object. */
  public EveLine object(String name) {
    name(name).append('{');
    begun = false;
    depth++;
    return this;
  }

  /**
   * Ends the object that {@link #object} began.
   *
   * @throws IllegalStateException if none is open
   */
  public EveLine end() {
    if (depth <= 1) {
      throw new IllegalStateException("no object to end");
    }
    out.append('}');
    begun = true;
    depth--;
    return this;
  }

  /** A text. */
  public EveLine field(String name, String value) {
    name(name).append('"');
    int at = out.appendPlain(PLAIN, value, 0);
    while (at < value.length()) {
      character(value.charAt(at));
      at = out.appendPlain(PLAIN, value, at + 1);
    }
    out.append('"');
    return this;
  }

  /** The characters of ASCII that stand for themselves. */
  private static boolean[] plain() {
    boolean[] plain = new boolean[0x7f];
    Arrays.fill(plain, ' ', plain.length, true);
    plain['"'] = false;
    plain['\\'] = false;
    return plain;
  }

  /** Any other. */
  private void character(char c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append(c);
    } else if (c >= 0xa0 && !Character.isSurrogate(c)) {
      out.append(c);
    } else {
      out.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        out.append(Character.forDigit(c >> shift & 15, 16));
      }
    }
  }

  /** A whole number. */
  public EveLine field(String name, long value) {
    name(name).append(value);
    return this;
  }

  /** A truth value. */
  public EveLine field(String name, boolean value) {
    name(name).append(Boolean.toString(value));
    return this;
  }

  /** A number with one to six decimals; {@code null} where there is none (NaN or infinite). */
  public EveLine field(String name, double value) {
    if (!Double.isFinite(value)) {
      return fieldNull(name);
    }
    DecimalText.appendShort(name(name), value, 6);
    return this;
  }

  /** A number with just these decimals. */
  public EveLine field(String name, BigDecimal value) {
    name(name).append(value.toPlainString());
    return this;
  }

  /** Numbers with at most so many decimals; {@code null} for one that is none (NaN or infinite). */
  public EveLine field(String name, double[] values, int decimals) {
    name(name).append('[');
    for (int i = 0; i < values.length; i++) {
      out.append(i == 0 ? "" : ",");
      out.append(Double.isFinite(values[i]) ? decimal(values[i], decimals) : "null");
    }
    out.append(']');
    return this;
  }

  private static String decimal(double value, int decimals) {
    return DecimalText.rounded(value, decimals).stripTrailingZeros().toPlainString();
  }

  /** No value. */
  public EveLine fieldNull(String name) {
    name(name).append("null");
    return this;
  }

  /** A time of packets, nanoseconds since 1970, in UTC with microseconds as Suricata writes it. */
  public EveLine time(String name, long nanos) {
    PacketTime.appendEve(name(name).append('"'), nanos);
    out.append('"');
    return this;
  }

  /**
   * Ends the object and the line.
   *
   * @return the line in UTF-8, its line feed included
   * @throws IllegalStateException if an object in it was not ended
   */
  public byte[] endLine() {
    if (depth != 1) {
      throw new IllegalStateException(
          depth == 0 ? "the line has ended" : "objects that were not ended: " + (depth - 1));
    }
    depth = 0;
    return out.append("}\n").toBytes();
  }

  private Utf8Builder name(String name) {
    if (depth == 0) {
      throw new IllegalStateException("the line has ended");
    }
    out.append(begun ? ",\"" : "\"").append(name).append("\":");
    begun = true;
    return out;
  }
}
