package io.entroprint.cli;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.OffsetGrid;
import io.entroprint.entropy.View;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamMeter;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code entroprint curves}: the entropy of each stream's first bytes, as files for a plotting
 * program or as CSV.
 */
final class CurvesCommand implements Command {
  /** A recorder keeps three numbers for each offset, for every open stream. */
  private static final int MOST_OFFSETS = 1024;

  @Override
  public String summary() {
    return "Writes the entropy curves of streams: one .dat file each, or CSV.";
  }

  @Override
  public Options options() {
    return CaptureRun.options()
        .value("--output", "-o", "DIR", "write a .dat file for each stream into this directory")
        .flag("--csv", "print CSV instead")
        .value("--view", "LIST", "both (default), to_server, to_client")
        .value("--offsets", "LIST", "bytes at which to measure (default 1,2,4,... to 65536)")
        .flag("--packets", "measure after each packet; adds curves.gnuplot, which draws them all")
        .value("--threshold", "BITS", "with --packets: where to draw the line (default 7.9)");
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    Set<View> views = views(arguments.value("--view").orElse("both"));
    OffsetGrid offsets = offsets(arguments);
    CaptureScan scan = CaptureScan.of(arguments);
    if (arguments.has("--csv") == arguments.has("--output")) {
      throw new UsageException("give either --output DIR or --csv");
    }
    if (arguments.has("--threshold") && !arguments.has("--packets")) {
      throw new UsageException("--threshold goes with --packets");
    }
    if (arguments.has("--packets")) {
      return PacketCurves.run(arguments, terminal, scan, views);
    }
    if (arguments.has("--csv")) {
      return CaptureRun.of(arguments, terminal)
          .forEach((index, file, out) -> csv(scan, offsets, views, index, file, out));
    }
    Path directory = Files.createDirectories(arguments.path("--output").orElseThrow());
    CurveFiles files = new CurveFiles(directory, views);
    // One capture after another: what a stream's file is called depends on those before it.
    return CaptureRun.of(arguments, terminal)
        .oneByOne()
        .forEach(
            (index, file, out) ->
                scan.read(file, new InOrder<>(meters(offsets), StreamCurve::of, files::write)));
  }

  private static Set<View> views(String list) throws UsageException {
    Set<View> views = EnumSet.noneOf(View.class);
    for (String id : list.split(",", -1)) {
      View chosen = null;
      for (View view : View.values()) {
        chosen = view.id().equals(id) ? view : chosen;
      }
      if (chosen == null) {
        throw new UsageException("--view knows both, to_server and to_client, not '" + id + "'");
      }
      views.add(chosen);
    }
    return views;
  }

  private static OffsetGrid offsets(Arguments arguments) throws UsageException {
    int limit = FeatureDefinition.EV1.limit();
    String list = arguments.value("--offsets").orElse("");
    if (list.isEmpty()) {
      return OffsetGrid.powersOfTwo(limit);
    }
    String[] parts = list.split(",", -1);
    if (parts.length > MOST_OFFSETS) {
      throw new UsageException("--offsets takes at most " + MOST_OFFSETS + " numbers");
    }
    int[] offsets = new int[parts.length];
    try {
      for (int i = 0; i < parts.length; i++) {
        offsets[i] = Integer.parseInt(parts[i]);
      }
      OffsetGrid grid = OffsetGrid.of(offsets);
      if (grid.last() <= limit) {
        return grid;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the one message.
    }
    throw new UsageException(
        "--offsets must be ascending numbers from 1 to " + limit + ", not '" + list + "'");
  }

  private static void csv(
      CaptureScan scan,
      OffsetGrid offsets,
      Set<View> views,
      int index,
      CaptureFile file,
      OrderedOutput.Section out)
      throws IOException {
    if (index == 0) {
      out.text()
          .append("capture,proto,client_ip,client_port,server_ip,server_port,start,")
          .append("view,offset,entropy\n");
    }
    scan.read(
        file,
        new InOrder<>(
            meters(offsets),
            StreamCurve::of,
            stream -> {
              for (View view : views) {
                rows(out.text(), file, stream, view);
              }
              out.flushIfLarge();
            }));
  }

  private static Function<StreamStart, MeteredStream> meters(OffsetGrid offsets) {
    return start -> new MeteredStream(start, new StreamMeter(FeatureDefinition.EV1, offsets));
  }

  private static void rows(StringBuilder out, CaptureFile file, StreamCurve stream, View view) {
    StreamSummary summary = stream.summary();
    FlowKey key = summary.start().key();
    EntropyCurve curve = stream.curve();
    for (int i = 0; i < curve.reached(view); i++) {
      Csv.append(out, file.name());
      out.append(',').append(key.transport().name().toLowerCase(Locale.ROOT));
      out.append(',').append(key.client()).append(',').append(key.clientPort());
      out.append(',').append(key.server()).append(',').append(key.serverPort());
      Timestamp.append(out.append(','), summary.start().startNanos());
      out.append(',').append(view.id()).append(',').append(curve.grid().get(i)).append(',');
      Decimal.append(out, curve.get(view, i), CurveFiles.DECIMALS, false);
      out.append('\n');
    }
  }
}
