package io.entroprint.cli.curve;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.OrderedOutput;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.CaptureInput;
import io.entroprint.cli.option.CaptureOptions;
import io.entroprint.cli.option.DecimalNumber;
import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.OffsetGrid;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.entropy.View;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.text.CsvCell;
import io.entroprint.text.DecimalText;
import io.entroprint.text.PacketTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code entroprint curves}: the entropy of each stream's first bytes, as files for a plotting
 * program or as CSV.
 */
@CommandLine.Command(
    name = "curves",
    description = "Writes the entropy curves of streams: a .dat file each, CSV, or a picture.")
public final class CurvesCommand implements Command {
  /** A recorder keeps three numbers for each offset, for every open stream. */
  private static final int MOST_OFFSETS = 1024;

  @ArgGroup(multiplicity = "1")
  private Form form;

  @ArgGroup(exclusive = false, heading = "%nWith --svg:%n")
  private CurvePicture picture = new CurvePicture();

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      split = ",",
      converter = ViewName.class,
      defaultValue = "both",
      description = "Measure these bytes: some of both, to_server, to_client (default: both).")
  private Set<View> views;

  @Option(
      names = "--offsets",
      paramLabel = "LIST",
      converter = Offsets.class,
      description = "Measure after so many bytes each (default: 1,2,4,... to 65536).")
  private OffsetGrid offsets;

  @Option(
      names = "--packets",
      description =
          "With -o: measure after each packet, and write a gnuplot script that draws all streams.")
  private boolean packets;

  @Option(
      names = "--threshold",
      paramLabel = "BITS",
      converter = DecimalNumber.Bits.class,
      description = "With --packets or --svg: draw a line at this entropy (default: 7.9).")
  private Double threshold;

  @Mixin private CaptureOptions captures;

  /** Files, CSV or a picture. */
  static final class Form {
    @Option(
        names = {"-o", "--output"},
        paramLabel = "DIR",
        description = "Write a .dat file for each stream into this directory.")
    private Path directory;

    @Option(names = "--csv", description = "Print all curves as CSV.")
    private boolean csv;

    @Option(
        names = "--svg",
        paramLabel = "FILE",
        description = "Draw all curves into one picture, coloured by label.")
    private Path svg;
  }

  /** Reads the name of a view. */
  static final class ViewName implements ITypeConverter<View> {
    @Override
    public View convert(String id) {
      for (View view : View.values()) {
        if (view.id().equals(id)) {
          return view;
        }
      }
      throw new TypeConversionException(
          "must be of both, to_server and to_client, not '" + id + "'");
    }
  }

  /** Reads a list of offsets. */
  static final class Offsets implements ITypeConverter<OffsetGrid> {
    @Override
    public OffsetGrid convert(String list) {
      int limit = FeatureDefinition.CURRENT.limit();
      String[] parts = list.split(",", -1);
      if (parts.length > MOST_OFFSETS) {
        throw new TypeConversionException("must be at most " + MOST_OFFSETS + " numbers");
      }
      try {
        OffsetGrid grid = OffsetGrid.of(Arrays.stream(parts).mapToInt(Integer::parseInt).toArray());
        if (grid.last() <= limit) {
          return grid;
        }
      } catch (IllegalArgumentException e) {
        // Falls through to the one message.
      }
      throw new TypeConversionException(
          "must be ascending numbers from 1 to " + limit + ", not '" + list + "'");
    }
  }

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    if (threshold != null && !packets && form.svg == null) {
      throw new UsageException("--threshold goes with --packets and with --svg");
    }
    // In the order of their definition, whatever order they are given in.
    Set<View> chosen = EnumSet.copyOf(views);
    if (form.svg == null && picture.isAskedFor()) {
      throw new UsageException("options of pictures go with --svg");
    }
    if (form.svg != null) {
      if (packets || offsets != null || chosen.size() > 1) {
        throw new UsageException("--svg goes with one --view, without --packets and --offsets");
      }
      return picture.write(
          form.svg,
          chosen.iterator().next(),
          threshold == null ? PacketCurves.THRESHOLD : threshold,
          captures.run(terminal));
    }
    if (packets) {
      if (form.csv || offsets != null || chosen.size() > 1) {
        throw new UsageException("--packets goes with --output and one --view, without --offsets");
      }
      return PacketCurves.write(
          form.directory,
          chosen.iterator().next(),
          threshold == null ? PacketCurves.THRESHOLD : threshold,
          captures.run(terminal));
    }
    OffsetGrid grid =
        offsets == null ? OffsetGrid.powersOfTwo(FeatureDefinition.CURRENT.limit()) : offsets;
    if (form.csv) {
      return captures.run(terminal).forEach((input, out) -> csv(grid, chosen, input, out));
    }
    CurveFiles files = new CurveFiles(Files.createDirectories(form.directory), chosen);
    // One capture after another: what a stream's file is called depends on those before it.
    return captures
        .run(terminal)
        .oneByOne()
        .forEach(
            (input, out) ->
                input.read(
                    input.inOrder(
                        StreamCurve::weight, meters(grid), StreamCurve::of, files::write)));
  }

  private static void csv(
      OffsetGrid offsets, Set<View> views, CaptureInput input, OrderedOutput.Section out)
      throws IOException {
    if (input.index() == 0) {
      out.print(
          "capture,proto,client_ip,client_port,server_ip,server_port,start,view,offset,entropy\n");
    }
    input.read(
        input.inOrder(
            StreamCurve::weight,
            meters(offsets),
            StreamCurve::of,
            stream -> {
              for (View view : views) {
                out.print(rows(stream, view));
              }
            }));
  }

  private static Function<StreamStart, MeteredStream> meters(OffsetGrid offsets) {
    return start -> new MeteredStream(start, new StreamMeter(FeatureDefinition.CURRENT, offsets));
  }

  private static String rows(StreamCurve stream, View view) {
    StringBuilder out = new StringBuilder();
    StreamSummary summary = stream.summary();
    FlowKey key = summary.start().key();
    EntropyCurve curve = stream.curve();
    for (int i = 0; i < curve.reached(view); i++) {
      CsvCell.appendText(out, stream.capture());
      out.append(',').append(key.transport().id());
      out.append(',').append(key.client()).append(',').append(key.clientPort());
      out.append(',').append(key.server()).append(',').append(key.serverPort());
      out.append(',').append(PacketTime.text(summary.start().startNanos()));
      out.append(',').append(view.id()).append(',').append(curve.grid().get(i)).append(',');
      out.append(DecimalText.of(curve.get(view, i), CurveFiles.DECIMALS)).append('\n');
    }
    return out.toString();
  }
}
