package io.entroprint.envelope;

import io.entroprint.entropy.ByteCounts;
import io.entroprint.envelope.ProtoSpec.BoundUnit;
import io.entroprint.envelope.ProtoSpec.EntropyRange;
import io.entroprint.envelope.ProtoSpec.RangeUnit;
import io.entroprint.stream.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes an envelope from connections of one protocol: in each range the least and the greatest
 * entropy that any of them had after a packet.
 *
 * <p>Keeps two numbers for each range and connection. Not thread-safe.
 */
public final class EnvelopeLearner implements StreamObserver.Factory {
  private static final long[] BYTE_STARTS = {
    1, 64, 128, 256, 512, 1024, 1536, 2048, 3072, 4096, 8192
  };
  private static final long[] PACKET_STARTS = {1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49};
  private static final double STEP = 1e8;

  private final ProtoSpec template;
  private final UniformScore score = new UniformScore();
  private final List<Extremes> streams = new ArrayList<>();

  /**
   * A learner.
   *
   * @param template the port, direction and units of the envelope to be made, and where its ranges
   *     start and end; the bounds in it do not matter
   */
  public EnvelopeLearner(ProtoSpec template) {
    this.template = template;
  }

  /**
   * Ranges to learn in, without bounds: up to 65,536 bytes, or 64 packets, finer where entropy
   * changes more.
   */
  public static List<EntropyRange> ranges(RangeUnit unit) {
    boolean bytes = unit == RangeUnit.BYTES;
    long[] starts = bytes ? BYTE_STARTS : PACKET_STARTS;
    List<EntropyRange> ranges = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      long end = i + 1 < starts.length ? starts[i + 1] - 1 : bytes ? ByteCounts.LIMIT : 64;
      ranges.add(new EntropyRange(starts[i], end, 0, 0));
    }
    return ranges;
  }

  /** What one connection had in each range. */
  private static final class Extremes {
    private final double[] least;
    private final double[] greatest;

    Extremes(int ranges) {
      least = new double[ranges];
      greatest = new double[ranges];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
    }

    void add(int range, double value) {
      least[range] = Math.min(least[range], value);
      greatest[range] = Math.max(greatest[range], value);
    }

    boolean reached(int range) {
      return least[range] <= greatest[range];
    }
  }

  @Override
  public StreamObserver open(StreamStart start) {
    return new Learned(EnvelopeMonitor.isFor(template, start));
  }

  private final class Learned implements StreamObserver {
    private final PacketGauge gauge =
        new PacketGauge(template.direction(), template.cumulative(), ByteCounts.LIMIT);
    private final boolean wanted;
    private Extremes extremes;

    Learned(boolean wanted) {
      this.wanted = wanted;
    }

    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
      if (wanted && gauge.add(direction, array, offset, length)) {
        boolean bytes = template.rangeUnit() == RangeUnit.BYTES;
        int range = template.rangeAt(bytes ? gauge.offset() : gauge.packets());
        if (range >= 0 && gauge.measured() >= template.minBytes()) {
          if (extremes == null) {
            extremes = new Extremes(template.ranges().size());
            streams.add(extremes);
          }
          double entropy = gauge.entropy();
          boolean bits = template.boundUnit() == BoundUnit.BITS;
          extremes.add(range, bits ? entropy : score.deviations(entropy, gauge.measured()));
        }
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
  }

  /** From how many connections it has learned. */
  public int streams() {
    return streams.size();
  }

  /**
   * The envelope of what was learned; ranges that no connection was in are left out.
   *
   * @param margin by how much the bounds are widened, in their unit; bits stay within 0 and 8
   * @throws IllegalArgumentException if the margin is negative or not a number
   * @throws IllegalStateException if nothing was learned
   */
  public ProtoSpec envelope(double margin) {
    checkMargin(margin);
    Extremes all = new Extremes(template.ranges().size());
    for (Extremes stream : streams) {
      for (int r = 0; r < all.least.length; r++) {
        if (stream.reached(r)) {
          all.add(r, stream.least[r]);
          all.add(r, stream.greatest[r]);
        }
      }
    }
    List<EntropyRange> ranges = new ArrayList<>();
    for (int r = 0; r < all.least.length; r++) {
      if (all.reached(r)) {
        EntropyRange at = template.ranges().get(r);
        // Rounded outwards, so that the file says no less than what was seen.
        double min = Math.floor((all.least[r] - margin) * STEP) / STEP;
        double max = Math.ceil((all.greatest[r] + margin) * STEP) / STEP;
        boolean bits = template.boundUnit() == BoundUnit.BITS;
        ranges.add(
            new EntropyRange(
                at.start(),
                at.end(),
                bits ? Math.max(0, min) : min,
                bits ? Math.min(8, max) : max));
      }
    }
    if (ranges.isEmpty()) {
      throw new IllegalStateException("no connection to learn from");
    }
    return new ProtoSpec(
        template.name(),
        template.port(),
        template.direction(),
        template.cumulative(),
        template.rangeUnit(),
        template.boundUnit(),
        template.minBytes(),
        ranges);
  }

  /**
   * The share of connections that would raise an alarm in an envelope made of all the others. Where
   * connections are of one client and server, those of another may well do so more often.
   *
   * @param margin by how much the bounds are widened, in their unit
   * @return 0 to 1; NaN if fewer than two connections were learned
   * @throws IllegalArgumentException if the margin is negative or not a number
   */
  public double leaveOneOutAlarms(double margin) {
    checkMargin(margin);
    if (streams.size() < 2) {
      return Double.NaN;
    }
    int ranges = template.ranges().size();
    double[] least = new double[ranges];
    double[] greatest = new double[ranges];
    double[] secondLeast = new double[ranges];
    double[] secondGreatest = new double[ranges];
    for (int r = 0; r < ranges; r++) {
      int range = r;
      double[] low = streams.stream().mapToDouble(s -> s.least[range]).sorted().toArray();
      double[] high = streams.stream().mapToDouble(s -> s.greatest[range]).sorted().toArray();
      least[r] = low[0];
      secondLeast[r] = low[1];
      greatest[r] = high[high.length - 1];
      secondGreatest[r] = high[high.length - 2];
    }
    int alarms = 0;
    for (Extremes stream : streams) {
      boolean alarm = false;
      for (int r = 0; r < ranges; r++) {
        // A range that no other connection was in would not be in the others' envelope.
        if (stream.reached(r) && secondLeast[r] != Double.POSITIVE_INFINITY) {
          double min = stream.least[r] == least[r] ? secondLeast[r] : least[r];
          double max = stream.greatest[r] == greatest[r] ? secondGreatest[r] : greatest[r];
          alarm |= stream.least[r] < min - margin || stream.greatest[r] > max + margin;
        }
      }
      alarms += alarm ? 1 : 0;
    }
    return (double) alarms / streams.size();
  }

  private static void checkMargin(double margin) {
    if (!(margin >= 0)) {
      throw new IllegalArgumentException("a margin of " + margin);
    }
  }
}
