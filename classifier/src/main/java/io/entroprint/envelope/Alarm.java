package io.entroprint.envelope;

import io.entroprint.envelope.ProtoSpec.BoundUnit;
import io.entroprint.envelope.ProtoSpec.EntropyRange;
import io.entroprint.output.SyslogSender;
import io.entroprint.output.SyslogSender.Message.Severity;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamStart;
import io.entroprint.text.DecimalText;

/**
 * A connection left its envelope, or came back.
 *
 * @param kind which of the two
 * @param stream the connection
 * @param timeNanos time of the packet at which it was noticed, nanoseconds since 1970
 * @param spec the envelope
 * @param range the index of the range in the envelope
 * @param offset how many bytes had been watched
 * @param packets how many packets with payload had been watched
 * @param entropy the entropy, in bits
 * @param deviations the same in the unit {@link BoundUnit#DEVIATIONS}; NaN where the envelope is in
 *     bits
 */
public record Alarm(
    Kind kind,
    StreamStart stream,
    long timeNanos,
    ProtoSpec spec,
    int range,
    long offset,
    long packets,
    double entropy,
    double deviations) {

  /** Whether an alarm begins or ends. */
  public enum Kind {
    /** The connection left its envelope. */
    RISING("rising"),
    /** It came back. */
    FALLING("falling");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The name used in JSON. */
    public String id() {
      return id;
    }
  }

  /**
   * net-entropy's line, without a line feed: {@code RISING ALARM on 192.0.2.1:50412 -> 192.0.2.2:22
   * offset=2406 packets=7 entropy=7.90993547 range=0 (1 65536 0.000000 7.900000)}. For an envelope
   * in deviations {@code deviations=-3.2051} follows.
   */
  public String line() {
    FlowKey key = stream.key();
    EntropyRange limits = spec.ranges().get(range);
    StringBuilder line = new StringBuilder(160);
    line.append(kind).append(" ALARM on ");
    endpoint(line, key.client(), key.clientPort());
    line.append(" -> ");
    endpoint(line, key.server(), key.serverPort());
    line.append(" offset=").append(offset).append(" packets=").append(packets);
    line.append(" entropy=").append(DecimalText.asInC(entropy, 8));
    line.append(" range=").append(range).append(" (").append(limits.start());
    line.append(' ').append(limits.end());
    line.append(' ').append(DecimalText.asInC(limits.min(), 6));
    line.append(' ').append(DecimalText.asInC(limits.max(), 6)).append(')');
    if (spec.boundUnit() == BoundUnit.DEVIATIONS) {
      line.append(" deviations=").append(DecimalText.asInC(deviations, 4));
    }
    return line.toString();
  }

  private static void endpoint(StringBuilder line, IpAddress address, int port) {
    if (address.version() == 4) {
      line.append(address);
    } else {
      line.append('[').append(address).append(']');
    }
    line.append(':').append(port);
  }

  /** A syslog message with {@link #line}: a warning where it is rising, a notice where it falls. */
  public SyslogSender.Message syslog() {
    Severity severity = kind == Kind.RISING ? Severity.WARNING : Severity.NOTICE;
    return new SyslogSender.Message(severity, timeNanos, kind.name(), line());
  }

  /**
   * One JSON object on one line, in the manner of Suricata's EVE output.
   *
   * @param capture the capture's name; empty to leave {@code pcap_filename} out
   * @return the line in UTF-8, its line feed included
   */
  public byte[] eveLine(String capture) {
    return AlarmJson.line(this, capture);
  }
}
