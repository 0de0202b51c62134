package io.entroprint.envelope;

import io.entroprint.entropy.ByteCounts;
import io.entroprint.entropy.Direction;
import io.entroprint.envelope.ProtoSpec.BoundUnit;
import io.entroprint.envelope.ProtoSpec.RangeUnit;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Watches TCP connections by envelopes and tells of each that leaves its envelope or comes back.
 *
 * <pre>{@code
 * ProtoSpec ssh = ProtoSpec.read(Path.of("ssh.nes"));
 * var monitor = new EnvelopeMonitor(List.of(ssh), alarm -> System.out.println(alarm.line()));
 * try (FlowTable table = FlowTable.builder(monitor).build()) {
 *   table.acceptAll(reader);
 * }
 * }</pre>
 *
 * <p>Each envelope whose port is the server's, or that is for all ports, is looked at after every
 * packet with payload in its direction: the range that covers the position says what entropy is
 * allowed. A position that no range covers changes nothing. A connection whose start was not seen
 * is not watched, since its positions are not known; nor is any while bytes of it are missing.
 *
 * <p>Not thread-safe: one monitor for one source of streams.
 */
public final class EnvelopeMonitor implements StreamObserver.Factory {
  private static final StreamObserver NOTHING = new Unwatched();

  private final List<ProtoSpec> specs;
  private final int maxTrackSize;
  private final Consumer<Alarm> alarms;
  private final UniformScore score = new UniformScore();
  private boolean once;
  private long watched;
  private long alarmed;
  private long repeated;

  /** A monitor of the first 65,536 bytes of each connection. */
  public EnvelopeMonitor(List<ProtoSpec> specs, Consumer<Alarm> alarms) {
    this(specs, ByteCounts.LIMIT, alarms);
  }

  /**
   * A monitor.
   *
   * @param maxTrackSize how many bytes of a connection are watched, at least 1; cumulative
   *     entropies go no further than {@link ByteCounts#LIMIT}
   * @param alarms is told of each alarm, in the order of the packets
   * @throws IllegalArgumentException if the number of bytes is not positive
   */
  public EnvelopeMonitor(List<ProtoSpec> specs, int maxTrackSize, Consumer<Alarm> alarms) {
    if (maxTrackSize < 1) {
      throw new IllegalArgumentException("a limit of " + maxTrackSize + " bytes");
    }
    this.specs = List.copyOf(specs);
    this.maxTrackSize = maxTrackSize;
    this.alarms = Objects.requireNonNull(alarms);
  }

  /**
   * From now on tells, of each connection and range of an envelope, only of the first time that it
   * leaves the envelope there: for protocols whose entropy goes to and fro. The others are counted.
   */
  public void tellOnce() {
    once = true;
  }

  /** How many alarms were not told, since that of the same connection and range had been. */
  public long repeatedAlarms() {
    return repeated;
  }

  /** How many connections an envelope was for. */
  public long watchedStreams() {
    return watched;
  }

  /** How many of them left an envelope at least once. */
  public long alarmedStreams() {
    return alarmed;
  }

  @Override
  public StreamObserver open(StreamStart start) {
    List<Watch> watches = new ArrayList<>(1);
    for (ProtoSpec spec : specs) {
      if (isFor(spec, start)) {
        watches.add(new Watch(spec));
      }
    }
    if (watches.isEmpty()) {
      return NOTHING;
    }
    watched++;
    return new Watched(start, watches);
  }

  /** Whether an envelope says anything of a stream. */
  static boolean isFor(ProtoSpec spec, StreamStart start) {
    return start.key().transport() == Transport.TCP
        && start.beginning() != StreamStart.Beginning.MISSING
        && (spec.port().isEmpty() || spec.port().getAsInt() == start.key().serverPort());
  }

  /** One connection in one envelope. */
  private final class Watch {
    private final ProtoSpec spec;
    private final PacketGauge gauge;
    private final BitSet told = new BitSet();
    private boolean outside;

    Watch(ProtoSpec spec) {
      this.spec = spec;
      gauge = new PacketGauge(spec.direction(), spec.cumulative(), maxTrackSize);
    }

    /** Whether an alarm is not the first of its range, or says that one is over. */
    boolean isRepeated(Alarm alarm) {
      boolean first = alarm.kind() == Alarm.Kind.RISING && !told.get(alarm.range());
      told.set(alarm.range());
      return !first;
    }

    /** The alarm that the gauge's new entropy gives, or null. */
    Alarm evaluate(StreamStart start, long timeNanos) {
      boolean bytes = spec.rangeUnit() == RangeUnit.BYTES;
      int range = spec.rangeAt(bytes ? gauge.offset() : gauge.packets());
      if (range < 0 || gauge.measured() < spec.minBytes()) {
        return null;
      }
      double entropy = gauge.entropy();
      double deviations =
          spec.boundUnit() == BoundUnit.DEVIATIONS
              ? score.deviations(entropy, gauge.measured())
              : Double.NaN;
      double value = spec.boundUnit() == BoundUnit.DEVIATIONS ? deviations : entropy;
      if (spec.ranges().get(range).allows(value) == !outside) {
        return null;
      }
      outside = !outside;
      return new Alarm(
          outside ? Alarm.Kind.RISING : Alarm.Kind.FALLING,
          start,
          timeNanos,
          spec,
          range,
          gauge.offset(),
          gauge.packets(),
          entropy,
          deviations);
    }
  }

  private final class Watched implements StreamObserver {
    private final StreamStart start;
    private final List<Watch> watches;
    private boolean counted;

    Watched(StreamStart start, List<Watch> watches) {
      this.start = start;
      this.watches = watches;
    }

    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
      for (Watch watch : watches) {
        if (watch.gauge.add(direction, array, offset, length)) {
          Alarm alarm = watch.evaluate(start, timeNanos);
          if (alarm != null) {
            alarmed += counted ? 0 : 1;
            counted = true;
            if (once && watch.isRepeated(alarm)) {
              repeated++;
            } else {
              alarms.accept(alarm);
            }
          }
        }
      }
    }

    @Override
    public void holeOpened(Direction direction, long timeNanos) {
      watches.forEach(watch -> watch.gauge.holeOpened(direction));
    }

    @Override
    public void holeFilled(Direction direction, long timeNanos) {
      watches.forEach(watch -> watch.gauge.holeFilled(direction));
    }

    @Override
    public void ended(StreamSummary summary) {}
  }

  private static final class Unwatched implements StreamObserver {
    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {}

    @Override
    public void ended(StreamSummary summary) {}
  }
}
