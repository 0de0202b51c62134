package io.entroprint.output;

import io.entroprint.library.LabelDefinition;
import io.entroprint.library.LabelDefinition.Tool;
import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Claim;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Objects in the manner of Suricata's EVE output. Their names are a contract: other programs read
 * them. {@link VerdictFormat#eve()} gives one that names no source. Immutable and thread-safe.
 */
public final class EveFormat implements VerdictFormat {
  private final String sourceField;
  private final String source;
  private final boolean decidedAt;
  private final Set<Tool> tools;

  EveFormat(String sourceField, String source, boolean decidedAt, Set<Tool> tools) {
    this.sourceField = sourceField;
    this.source = source;
    this.decidedAt = decidedAt;
    this.tools = tools;
  }

  /** The same with the name of the capture that is read, as {@code pcap_filename}. */
  public EveFormat ofCapture(String name) {
    Objects.requireNonNull(name, "no name of a capture");
    return new EveFormat("pcap_filename", name, decidedAt, tools);
  }

  /** The same with the name of the network interface, as {@code in_iface}. */
  public EveFormat ofInterface(String name) {
    Objects.requireNonNull(name, "no name of an interface");
    return new EveFormat("in_iface", name, decidedAt, tools);
  }

  /**
   * The same with the field {@code decided_at} in each final object: the bytes after which the
   * label was decided, all of them if it was by the end; {@code null} if it was not sure enough.
   * For those who ask for early verdicts.
   */
  public EveFormat withDecidedAt() {
    return new EveFormat(sourceField, source, true, tools);
  }

  /**
   * The same with an object {@code names}: what these programs call the label, by {@link
   * Tool#id()}. A program that has no name for it is left out; where the label is not known, the
   * object is empty.
   */
  public EveFormat withNames(Set<Tool> of) {
    return new EveFormat(
        sourceField, source, decidedAt, Collections.unmodifiableSet(new TreeSet<>(of)));
  }

  @Override
  public byte[] line(VerdictEvent event) {
    return begin(event).endLine();
  }

  /** The object of an event, but for its end: for who adds fields of their own to it. */
  public EveLine begin(VerdictEvent event) {
    return event.summary().isPresent() ? ended(event) : happened(event);
  }

  private EveLine line(VerdictEvent event, long timeNanos) {
    EveLine line = new EveLine("entroprint", timeNanos);
    if (!sourceField.isEmpty()) {
      line.field(sourceField, source);
    }
    return line.stream(event.start());
  }

  private EveLine ended(VerdictEvent event) {
    EveLine line = line(event, event.start().startNanos());
    line.flow(event.summary().get()).object("entroprint");
    answer(line, event.verdict());
    line.field("gap", event.summary().get().gap());
    line.field("midstream", event.start().midstream());
    if (isOneDirection(event.summary().get())) {
      line.field("one_direction", true);
    }
    line.field("library", event.verdict().library());
    if (decidedAt) {
      if (event.decidedAt().isPresent()) {
        line.field("decided_at", event.decidedAt().getAsInt());
      } else {
        line.fieldNull("decided_at");
      }
    }
    names(line, event.verdict());
    return line.end();
  }

  private EveLine happened(VerdictEvent event) {
    EveLine line = line(event, event.timeNanos());
    line.flow(event.start()).object("entroprint").field("event", event.kind().id());
    answer(line, event.verdict());
    line.field("library", event.verdict().library());
    names(line, event.verdict());
    return line.end();
  }

  /**
   * Whether of a TCP connection one direction is missing: no packet of it was captured, or a host,
   * which counts no packets, showed no byte of it.
   */
  private static boolean isOneDirection(StreamSummary stream) {
    boolean packets = stream.packetsToServer() + stream.packetsToClient() > 0;
    boolean one = (stream.bytesToServer() == 0) != (stream.bytesToClient() == 0);
    boolean tcp = stream.start().key().transport() == Transport.TCP;
    return stream.oneDirection() || (tcp && !packets && one);
  }

  private void names(EveLine line, Verdict verdict) {
    if (tools.isEmpty()) {
      return;
    }
    Optional<LabelDefinition> definition = verdict.label().flatMap(LabelDefinition::of);
    line.object("names");
    for (Tool tool : tools) {
      definition.flatMap(d -> d.name(tool)).ifPresent(name -> line.field(tool.id(), name));
    }
    line.end();
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
