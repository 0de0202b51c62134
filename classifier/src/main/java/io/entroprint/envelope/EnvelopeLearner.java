package io.entroprint.envelope;

import io.entroprint.entropy.ByteCounts;
import io.entroprint.entropy.Direction;
import io.entroprint.envelope.ProtoSpec.BoundUnit;
import io.entroprint.envelope.ProtoSpec.EntropyRange;
import io.entroprint.envelope.ProtoSpec.RangeUnit;
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
    return envelope(margin, all());
  }

  /**
   * The same with bounds for all ranges: where no connection was in one, those of its neighbours,
   * the wider on either side.
   *
   * @throws IllegalArgumentException as {@link #envelope}
   * @throws IllegalStateException as {@link #envelope}
   */
  public ProtoSpec filledEnvelope(double margin) {
    Extremes all = all();
    fill(all.least, all.greatest);
    return envelope(margin, all);
  }

  /** The ranges that no connection was in: those that {@link #filledEnvelope} adds. */
  public List<EntropyRange> emptyRanges() {
    Extremes all = all();
    List<EntropyRange> empty = new ArrayList<>();
    for (int r = 0; r < all.least.length; r++) {
      if (!all.reached(r)) {
        empty.add(template.ranges().get(r));
      }
    }
    return empty;
  }

  private Extremes all() {
    Extremes all = new Extremes(template.ranges().size());
    for (Extremes stream : streams) {
      for (int r = 0; r < all.least.length; r++) {
        if (stream.reached(r)) {
          all.add(r, stream.least[r]);
          all.add(r, stream.greatest[r]);
        }
      }
    }
    return all;
  }

  private static void fill(double[] least, double[] greatest) {
    double[] low = least.clone();
    double[] high = greatest.clone();
    for (int r = 0; r < low.length; r++) {
      if (low[r] > high[r]) {
        for (int step : new int[] {-1, 1}) {
          int neighbour = r + step;
          while (neighbour >= 0 && neighbour < low.length && low[neighbour] > high[neighbour]) {
            neighbour += step;
          }
          if (neighbour >= 0 && neighbour < low.length) {
            least[r] = Math.min(least[r], low[neighbour]);
            greatest[r] = Math.max(greatest[r], high[neighbour]);
          }
        }
      }
    }
  }

  private ProtoSpec envelope(double margin, Extremes all) {
    checkMargin(margin);
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
    return alarms(neededMargins(false), margin);
  }

  /**
   * The same of {@link #filledEnvelope}.
   *
   * @throws IllegalArgumentException if the margin is negative or not a number
   */
  public double filledLeaveOneOutAlarms(double margin) {
    checkMargin(margin);
    return alarms(neededMargins(true), margin);
  }

  /**
   * The least margin with which at most a share of the connections would raise an alarm in a {@link
   * #filledEnvelope} made of all the others.
   *
   * @param share 0 to 1
   * @return not negative; NaN if fewer than two connections were learned
   */
  public double marginFor(double share) {
    double[] needed = neededMargins(true);
    if (needed.length < 2) {
      return Double.NaN;
    }
    Arrays.sort(needed);
    int alarmed = (int) Math.min(needed.length - 1.0, Math.floor(share * needed.length + 1e-9));
    return Math.ceil(needed[needed.length - 1 - alarmed] * STEP) / STEP;
  }

  private static double alarms(double[] needed, double margin) {
    return needed.length < 2
        ? Double.NaN
        : (double) Arrays.stream(needed).filter(m -> m > margin).count() / needed.length;
  }

  /**
   * What margin each connection would need to raise no alarm in the envelope of all the others.
   *
   * @param filled whether a range that none of the others was in has bounds too
   */
  private double[] neededMargins(boolean filled) {
    double[] needed = new double[streams.size()];
    if (needed.length < 2) {
      return needed;
    }
    int ranges = template.ranges().size();
    double[][] low = new double[ranges][];
    double[][] high = new double[ranges][];
    for (int r = 0; r < ranges; r++) {
      int range = r;
      low[r] = streams.stream().mapToDouble(s -> s.least[range]).sorted().toArray();
      high[r] = streams.stream().mapToDouble(s -> s.greatest[range]).sorted().toArray();
    }
    double[] min = new double[ranges];
    double[] max = new double[ranges];
    for (int i = 0; i < needed.length; i++) {
      Extremes stream = streams.get(i);
      for (int r = 0; r < ranges; r++) {
        min[r] = stream.least[r] == low[r][0] ? low[r][1] : low[r][0];
        int last = high[r].length - 1;
        max[r] = stream.greatest[r] == high[r][last] ? high[r][last - 1] : high[r][last];
      }
      if (filled) {
        fill(min, max);
      }
      for (int r = 0; r < ranges; r++) {
        // A range that no other connection was in would not be in the others' envelope.
        if (stream.reached(r) && min[r] <= max[r]) {
          double out = Math.max(min[r] - stream.least[r], stream.greatest[r] - max[r]);
          needed[i] = Math.max(needed[i], out);
        }
      }
    }
    return needed;
  }

  private static void checkMargin(double margin) {
    if (!(margin >= 0)) {
      throw new IllegalArgumentException("a margin of " + margin);
    }
  }
}
