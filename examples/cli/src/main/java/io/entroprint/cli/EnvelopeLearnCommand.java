package io.entroprint.cli;

import io.entroprint.entropy.View;
import io.entroprint.envelope.BoundUnit;
import io.entroprint.envelope.EnvelopeLearner;
import io.entroprint.envelope.ProtoSpec;
import io.entroprint.envelope.RangeUnit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code entroprint envelope learn}: an envelope of captures of one protocol. */
final class EnvelopeLearnCommand implements Command {
  private static final int MOST_PORTS = 0xffff;

  @Override
  public String summary() {
    return "Makes a net-entropy protocol specification of captures of one protocol.";
  }

  @Override
  public Options options() {
    return CaptureRun.options()
        .value("--output", "-o", "FILE", "where to write it (default: print it)")
        .value("--port", "PORT", "learn from streams to this port only (default: all)")
        .value("--direction", "WHICH", "both (default), cli2srv, srv2cli")
        .flag("--each-packet", "the entropy of each packet alone (Cumulative: no)")
        .flag("--count-packets", "ranges of packets, not of bytes (RangeUnit: packets)")
        .flag("--deviations", "bounds in deviations from random bytes, not in bits")
        .value("--min-bytes", "N", "leave out entropies of fewer bytes (default 1)")
        .value("--margin", "M", "widen the bounds by so much (default 0)");
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    double margin = arguments.number("--margin", 0, 1e6);
    Optional<Path> output = arguments.path("--output");
    CaptureScan scan = CaptureScan.of(arguments);
    EnvelopeLearner learner = new EnvelopeLearner(template(arguments));
    int code =
        CaptureRun.of(arguments, terminal)
            .oneByOne()
            .forEach((index, file, out) -> scan.read(file, learner));
    if (learner.streams() == 0) {
      terminal.problem("no stream to learn from");
      return 1;
    }
    ProtoSpec envelope = learner.envelope(margin);
    String head = head(learner, margin);
    if (output.isPresent()) {
      Files.writeString(output.get(), head + envelope.text());
    }
    String printed = output.isPresent() ? head.replace("# ", "") : head + envelope.text();
    terminal.out().write(printed.getBytes(StandardCharsets.UTF_8));
    return code;
  }

  private static ProtoSpec template(Arguments arguments) throws UsageException {
    RangeUnit unit = arguments.has("--count-packets") ? RangeUnit.PACKETS : RangeUnit.BYTES;
    boolean all = arguments.value("--port").orElse("all").equals("all");
    return new ProtoSpec(
        "learned",
        all ? OptionalInt.empty() : OptionalInt.of(arguments.count("--port", 1, MOST_PORTS)),
        direction(arguments.value("--direction").orElse("both")),
        !arguments.has("--each-packet"),
        unit,
        arguments.has("--deviations") ? BoundUnit.DEVIATIONS : BoundUnit.BITS,
        arguments.count("--min-bytes", 1, 65_536),
        EnvelopeLearner.ranges(unit));
  }

  private static View direction(String name) throws UsageException {
    return switch (name) {
      case "both" -> View.BOTH;
      case "cli2srv" -> View.TO_SERVER;
      case "srv2cli" -> View.TO_CLIENT;
      default ->
          throw new UsageException(
              "--direction knows both, cli2srv and srv2cli, not '" + name + "'");
    };
  }

  private static String head(EnvelopeLearner learner, double margin) {
    StringBuilder text = new StringBuilder("# learned from ");
    text.append(learner.streams()).append(" streams, margin ");
    Decimal.append(text, margin, 8, true);
    text.append("\n# false alarms, each stream against the envelope of the others: ");
    double rate = learner.leaveOneOutAlarms(margin);
    if (Double.isNaN(rate)) {
      text.append("not known, of one stream\n");
    } else {
      Decimal.append(text, 100 * rate, 1, false);
      text.append(" % (").append(Math.round(rate * learner.streams())).append(" of ");
      text.append(learner.streams()).append(")\n");
    }
    return text.toString();
  }
}
