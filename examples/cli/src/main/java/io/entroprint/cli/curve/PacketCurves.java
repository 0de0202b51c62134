package io.entroprint.cli.curve;

import io.entroprint.cli.base.Counted;
import io.entroprint.cli.option.CaptureRun;
import io.entroprint.entropy.ByteCounts;
import io.entroprint.entropy.Direction;
import io.entroprint.entropy.View;
import io.entroprint.envelope.PacketGauge;
import io.entroprint.file.WholeFile;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary;
import io.entroprint.text.DecimalText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code entroprint curves --packets}: net-entropy's statistics, one {@code .dat} file for each
 * stream, on each line the offset after a packet and the entropy of all bytes up to there; and a
 * gnuplot script that lays them over each other.
 */
final class PacketCurves {
  /** Where the line is drawn if nothing else is said, in bits. */
  static final double THRESHOLD = 7.9;

  private static final String SCRIPT = "curves.gnuplot";

  private final Path directory;
  private final Map<String, Integer> used = new HashMap<>();
  private final List<String> written = new ArrayList<>();

  private PacketCurves(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes the files into a directory, one capture after another.
   *
   * @param threshold the entropy in bits at which the script draws a line
   * @return 0, or 1 if something was wrong with a capture
   */
  static int write(Path directory, View view, double threshold, CaptureRun captures)
      throws IOException {
    PacketCurves curves = new PacketCurves(Files.createDirectories(directory));
    int code =
        captures
            .oneByOne()
            .forEach(
                (input, out) ->
                    input.read(
                        input.inOrder(
                            Points::weight,
                            start -> new PointRecorder(view),
                            (capture, summary, recorder) -> recorder.points(summary),
                            curves::write)));
    WholeFile.write(directory.resolve(SCRIPT), curves.script(threshold));
    return code;
  }

  /** A stream's points, growing. */
  private static final class PointRecorder implements StreamObserver {
    private final PacketGauge gauge;
    private int[] offsets = new int[16];
    private double[] entropies = new double[16];
    private int count;

    PointRecorder(View view) {
      gauge = new PacketGauge(view, true, ByteCounts.LIMIT);
    }

    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
      if (gauge.add(direction, array, offset, length)) {
        if (count == offsets.length) {
          offsets = Arrays.copyOf(offsets, 2 * count);
          entropies = Arrays.copyOf(entropies, 2 * count);
        }
        offsets[count] = (int) gauge.offset();
        entropies[count++] = gauge.entropy();
      }
    }

    @Override
    public void holeOpened(Direction direction, long timeNanos) {
      gauge.holeOpened(direction);
    }

    @Override
    public void holeFilled(Direction direction, long timeNanos) {
      gauge.holeFilled(direction);
    }

    @Override
    public void ended(StreamSummary summary) {}

    Points points(StreamSummary summary) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < count; i++) {
        text.append(offsets[i]).append(' ');
        text.append(DecimalText.of(entropies[i], CurveFiles.DECIMALS)).append('\n');
      }
      return new Points(CurveFiles.name(summary), text.toString());
    }
  }

  /** What goes into a stream's file. */
  private record Points(String name, String text) {
    /** What it takes of the memory of an ordinary stream's result. */
    long weight() {
      return 1L + text.length() / 1024;
    }
  }

  private void write(Points points) {
    if (points.text().isEmpty()) {
      return;
    }
    int same = used.merge(points.name(), 1, Integer::sum);
    String file = points.name() + (same == 1 ? "" : "-" + same) + ".dat";
    try {
      WholeFile.writeOneOfMany(directory.resolve(file), points.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    written.add(file);
  }

  /** The script; run in its directory it writes {@code curves.png}. */
  private String script(double threshold) {
    StringBuilder text = new StringBuilder();
    text.append("# gnuplot ").append(SCRIPT).append("  draws ");
    text.append(Counted.of(written.size(), "stream")).append(" into curves.png\n");
    text.append("set terminal pngcairo size 1200,800\n");
    text.append("set output 'curves.png'\n");
    text.append("set xlabel 'bytes'\n");
    text.append("set ylabel 'entropy (bits per byte)'\n");
    text.append("set logscale x 2\n");
    text.append("set xrange [1:").append(ByteCounts.LIMIT).append("]\n");
    text.append("set yrange [0:8]\n");
    text.append("set grid\n");
    text.append("set key off\n");
    text.append("threshold = ").append(DecimalText.ofShort(threshold, CurveFiles.DECIMALS));
    text.append("\nplot threshold with lines dashtype 2 linewidth 2 linecolor rgb 'black'");
    for (String file : written) {
      text.append(", \\\n  '").append(file).append("' using 1:2 with lines");
    }
    return text.append('\n').toString();
  }
}
