package io.entroprint.cli.envelope;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Counted;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.CaptureOptions;
import io.entroprint.cli.option.DecimalNumber;
import io.entroprint.cli.option.WholeNumber;
import io.entroprint.entropy.View;
import io.entroprint.envelope.EnvelopeLearner;
import io.entroprint.envelope.ProtoSpec;
import io.entroprint.envelope.ProtoSpec.BoundUnit;
import io.entroprint.envelope.ProtoSpec.EntropyRange;
import io.entroprint.envelope.ProtoSpec.RangeUnit;
import io.entroprint.file.WholeFile;
import io.entroprint.text.DecimalText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code entroprint envelope learn}: an envelope of captures of one protocol. */
@CommandLine.Command(
    name = "learn",
    description = "Makes a net-entropy protocol specification of captures of one protocol.")
final class EnvelopeLearnCommand implements Command {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write the specification (default: print it).")
  private Path output;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = WholeNumber.Port.class,
      description = "Learn from streams to this port only (default: all).")
  private Integer port;

  @Option(
      names = "--direction",
      paramLabel = "WHICH",
      converter = DirectionName.class,
      description = "Measure the bytes of both sides (default), of cli2srv or of srv2cli.")
  private View direction = View.BOTH;

  @Option(
      names = "--each-packet",
      description = "Measure each packet alone, not all bytes so far (Cumulative: no).")
  private boolean eachPacket;

  @Option(
      names = "--count-packets",
      description = "Make ranges of packets, not of bytes (RangeUnit: packets).")
  private boolean countPackets;

  @Option(
      names = "--deviations",
      description = "Give the bounds in deviations from random bytes, not in bits.")
  private boolean deviations;

  @Option(
      names = "--min-bytes",
      paramLabel = "N",
      converter = WholeNumber.Measured.class,
      description = "Leave out entropies of fewer bytes (default: 1).")
  private int minBytes = 1;

  @Option(
      names = "--margin",
      paramLabel = "M",
      converter = DecimalNumber.Margin.class,
      description = "Widen the bounds by so much (default: 0).")
  private Double margin;

  @Option(
      names = "--false-alarms",
      paramLabel = "SHARE",
      converter = DecimalNumber.Share.class,
      description = {
        "Choose the margin so that at most this share of the streams, such as .01, raises an alarm"
            + " in the envelope of the others; ranges without a packet's end get the bounds of"
            + " their neighbours."
      })
  private Double falseAlarms;

  @Mixin private CaptureOptions captures;

  /** Reads a direction by net-entropy's name. */
  static final class DirectionName implements ITypeConverter<View> {
    @Override
    public View convert(String name) {
      return switch (name) {
        case "both" -> View.BOTH;
        case "cli2srv" -> View.TO_SERVER;
        case "srv2cli" -> View.TO_CLIENT;
        default ->
            throw new TypeConversionException(
                "must be both, cli2srv or srv2cli, not '" + name + "'");
      };
    }
  }

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    if (margin != null && falseAlarms != null) {
      throw new UsageException("--false-alarms chooses the margin: give one of both");
    }
    EnvelopeLearner learner = new EnvelopeLearner(template());
    int code = captures.run(terminal).oneByOne().forEach((input, out) -> input.read(learner));
    if (learner.streams() == 0) {
      terminal.problem("no stream to learn from");
      return 1;
    }
    double widened = margin == null ? 0 : margin;
    if (falseAlarms != null) {
      widened = learner.marginFor(falseAlarms);
      if (Double.isNaN(widened)) {
        terminal.problem("one stream alone says nothing of false alarms");
        return 1;
      }
    }
    String envelope =
        falseAlarms == null ? learner.envelope(widened).text() : filled(learner, widened);
    String head = head(learner, widened, falseAlarms != null);
    if (output != null) {
      WholeFile.write(output, head + envelope);
    }
    String printed = output == null ? head + envelope : head.replace("# ", "");
    terminal.print(printed);
    return code;
  }

  private ProtoSpec template() {
    RangeUnit unit = countPackets ? RangeUnit.PACKETS : RangeUnit.BYTES;
    return new ProtoSpec(
        "learned",
        port == null ? OptionalInt.empty() : OptionalInt.of(port),
        direction,
        !eachPacket,
        unit,
        deviations ? BoundUnit.DEVIATIONS : BoundUnit.BITS,
        minBytes,
        EnvelopeLearner.ranges(unit));
  }

  /** The envelope with a word at each range that has its bounds from its neighbours. */
  private static String filled(EnvelopeLearner learner, double margin) {
    String text = learner.filledEnvelope(margin).text();
    for (EntropyRange range : learner.emptyRanges()) {
      text =
          text.replaceAll(
              "(?m)^(Range: +" + range.start() + " +" + range.end() + " .*)$",
              "$1  # as its neighbours: no packet ended here");
    }
    return text;
  }

  private static String head(EnvelopeLearner learner, double margin, boolean filled) {
    StringBuilder text = new StringBuilder("# learned from ");
    text.append(Counted.of(learner.streams(), "stream")).append(", margin ");
    text.append(DecimalText.ofShort(margin, 8));
    text.append("\n# false alarms, each stream against the envelope of the others: ");
    double rate =
        filled ? learner.filledLeaveOneOutAlarms(margin) : learner.leaveOneOutAlarms(margin);
    if (Double.isNaN(rate)) {
      text.append("not known, of one stream\n");
    } else {
      text.append(DecimalText.of(100 * rate, 1));
      text.append(" % (").append(Math.round(rate * learner.streams())).append(" of ");
      text.append(learner.streams()).append(")\n");
    }
    return text.toString();
  }
}
