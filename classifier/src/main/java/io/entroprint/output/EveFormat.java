package io.entroprint.output;

import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Claim;
import io.entroprint.sensor.VerdictEvent;
import java.util.Optional;

/**
 * Objects in the manner of Suricata's EVE output. Their names are a contract: other programs read
 * them. {@link VerdictFormat#eve()} gives one that names no source. Immutable and thread-safe.
 */
public final class EveFormat implements VerdictFormat {
  private final String sourceField;
  private final String source;
  private final boolean decidedAt;

  EveFormat(String sourceField, String source, boolean decidedAt) {
    this.sourceField = sourceField;
    this.source = source;
    this.decidedAt = decidedAt;
  }

  /** The same with the name of the capture that is read, as {@code pcap_filename}. */
  public EveFormat ofCapture(String name) {
    return new EveFormat("pcap_filename", name, decidedAt);
  }

  /** The same with the name of the network interface, as {@code in_iface}. */
  public EveFormat ofInterface(String name) {
    return new EveFormat("in_iface", name, decidedAt);
  }

  /**
   * The same with the field {@code decided_at} in each final object: the bytes after which the
   * label was decided, {@code null} if it was not before the end. For those who ask for early
   * verdicts.
   */
  public EveFormat withDecidedAt() {
    return new EveFormat(sourceField, source, true);
  }

  @Override
  public void append(StringBuilder out, VerdictEvent event) {
    begin(out, event).endLine();
  }

  /** The object of an event, but for its end: for who adds fields of their own to it. */
  public EveLine begin(StringBuilder out, VerdictEvent event) {
    return event.summary().isPresent() ? ended(out, event) : happened(out, event);
  }

  private EveLine line(StringBuilder out, VerdictEvent event, long timeNanos) {
    EveLine line = new EveLine(out, "entroprint", timeNanos);
    if (!sourceField.isEmpty()) {
      line.field(sourceField, source);
    }
    return line.stream(event.start());
  }

  private EveLine ended(StringBuilder out, VerdictEvent event) {
    EveLine line = line(out, event, event.start().startNanos());
    line.flow(event.summary().get()).object("entroprint");
    answer(line, event.verdict());
    line.field("gap", event.summary().get().gap());
    line.field("midstream", event.start().midstream());
    line.field("library", event.verdict().library());
    if (decidedAt) {
      if (event.decidedAt().isPresent()) {
        line.field("decided_at", event.decidedAt().getAsInt());
      } else {
        line.fieldNull("decided_at");
      }
    }
    return line.end();
  }

  private EveLine happened(StringBuilder out, VerdictEvent event) {
    EveLine line = line(out, event, event.timeNanos());
    line.flow(event.start()).object("entroprint").field("event", event.kind().id());
    answer(line, event.verdict());
    line.field("library", event.verdict().library());
    return line.end();
  }

  private static void answer(EveLine line, Verdict verdict) {
    line.field("label", verdict.labelOrDecision())
        .field("decision", verdict.decision().id())
        .field("reason", verdict.reason().map(Verdict.Reason::id).orElse(""))
        .field("confidence", verdict.confidence());
    claim(line, "client", verdict.client());
    claim(line, "server", verdict.server());
    claim(line, "settings", verdict.settings());
    line.field("nature", verdict.nature().id())
        .field("distance", verdict.distance())
        .field("margin", verdict.margin())
        .field("nearest", verdict.nearest().orElse(""))
        .field("offset", verdict.offset());
  }

  private static void claim(EveLine line, String name, Optional<Claim> claim) {
    line.field(name, claim.map(Claim::value).orElse(""));
    line.field(name + "_confidence", claim.map(Claim::confidence).orElse(Double.NaN));
  }
}
