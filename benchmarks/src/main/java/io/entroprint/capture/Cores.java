package io.entroprint.capture;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.match.StreamClassifier;
import io.entroprint.output.EveFormat;
import io.entroprint.output.VerdictFormat;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.stream.ForwardingObserver;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Prints what the stages of {@code classify --json} cost on one capture, each measured alone on one
 * thread, and what any number of processors would make of them (Amdahl's law):
 *
 * <ul>
 *   <li>with one thread,
 *   <li>with verdicts left to other threads, as the command does: one thread reads, reassembles and
 *       measures, and judges where the others have enough to do,
 *   <li>with streams dealt to several flow tables by a hash of their key as well: one thread reads,
 *       decodes and copies what a packet holds.
 * </ul>
 *
 * The last two assume that work is dealt evenly and nobody waits, and leave out what a process
 * takes to start and to compile. In the package of what it measures.
 */
public final class Cores {
  private static final int[] PROCESSORS = {1, 2, 4, 8, 16};

  private final Path capture;
  private final StreamClassifier classifier = new StreamClassifier(BundledLibrary.load());
  private final EveFormat eve = VerdictFormat.eve().ofCapture("capture");
  private final byte[] copies = new byte[1 << 20];
  private int copied;
  private long packets;
  private long streams;
  private long bytes;

  private Cores(Path capture) {
    this.capture = capture;
  }

  /** Ever more of what is done with a capture. */
  private enum Upto {
    READING,
    DECODING,
    COPYING,
    REASSEMBLY,
    MEASURING,
    VERDICT;
  }

  /**
   * Measures and prints.
   *
   * @param arguments a capture, and how many rounds if not 5
   */
  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    new Cores(Path.of(arguments[0])).print(rounds);
  }

  private void print(int rounds) throws IOException {
    Map<Upto, double[]> times = new EnumMap<>(Upto.class);
    for (int round = -1; round < rounds; round++) {
      for (Upto upto : Upto.values()) {
        long began = cpuNanos();
        packets = 0;
        streams = 0;
        run(upto);
        // The first round is for the compiler.
        if (round >= 0) {
          times.computeIfAbsent(upto, u -> new double[rounds])[round] = (cpuNanos() - began) / 1e9;
        }
      }
    }
    double reading = median(times, Upto.READING);
    double decoding = median(times, Upto.DECODING) - reading;
    double copying = median(times, Upto.COPYING) - reading - decoding;
    double reassembly = median(times, Upto.REASSEMBLY) - reading - decoding;
    double measuring = median(times, Upto.MEASURING) - median(times, Upto.REASSEMBLY);
    double verdict = median(times, Upto.VERDICT) - median(times, Upto.MEASURING);
    System.out.printf(
        Locale.ROOT, "%,d packets, %,d streams; medians of %d%n", packets, streams, rounds);
    System.out.println("\n| stage | CPU s | |\n|---|---|---|");
    stage("reading", reading, packets, "ns a packet", 1e9);
    stage("decoding", decoding, packets, "ns a packet", 1e9);
    stage("flow table, reassembly", reassembly, packets, "ns a packet", 1e9);
    stage("measuring", measuring, streams, "us a stream", 1e6);
    stage("verdict and text", verdict, streams, "us a stream", 1e6);
    stage("copying, for tables of their own", copying, packets, "ns a packet", 1e9);
    double read = reading + decoding;
    double serial = read + reassembly + measuring;
    scaling("as measured", verdict, serial, read + copying, copying);
    scaling("if a verdict took 30 us", streams * 30e-6, serial, read + copying, copying);
  }

  /**
   * Prints how long it takes on several processors, and in relation to one.
   *
   * @param serial what one thread does before the verdicts
   * @param dealing what one thread does where others have the tables
   * @param copying what that adds
   */
  private static void scaling(
      String verdicts, double verdict, double serial, double dealing, double copying) {
    double all = serial + verdict;
    System.out.printf(
        "%n| processors, verdicts %s | verdicts by others | tables by key as well |%n", verdicts);
    System.out.println("|---|---|---|");
    for (int n : PROCESSORS) {
      double others = wall(serial, all, n);
      double tables = n == 1 ? all : wall(dealing, all + copying, n);
      System.out.printf(
          Locale.ROOT,
          "| %d | %.2f s, %.2f | %.2f s, %.2f |%n",
          n,
          others,
          others / all,
          tables,
          tables / all);
    }
  }

  /** How long some work takes at the least, of which a part can only be done by one. */
  static double wall(double serial, double all, int processors) {
    return Math.max(serial, all / processors);
  }

  private static double median(Map<Upto, double[]> times, Upto upto) {
    double[] sorted = times.get(upto).clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void stage(String name, double seconds, long count, String unit, double scale) {
    System.out.printf(
        Locale.ROOT, "| %s | %.2f | %.1f %s |%n", name, seconds, seconds / count * scale, unit);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void run(Upto upto) throws IOException {
    if (upto.compareTo(Upto.REASSEMBLY) < 0) {
      packets(upto);
      return;
    }
    try (CaptureReader reader = CaptureReader.open(capture);
        FlowTable table = FlowTable.builder(start -> observer(upto, start)).build()) {
      table.acceptAll(reader);
      packets = table.counters().packets();
    }
  }

  private void packets(Upto upto) throws IOException {
    Packet packet = new Packet();
    PacketDecoder decoder =
        new PacketDecoder(DecoderSettings.DEFAULT, new FragmentTable(new Tally()));
    try (CaptureReader reader = CaptureReader.open(capture)) {
      while (reader.next(packet)) {
        packets++;
        if (upto != Upto.READING && decoder.decode(packet) == Layer.FOUND) {
          copy(upto, decoder.found);
        }
      }
    }
  }

  private void copy(Upto upto, Cursor found) {
    if (upto == Upto.COPYING) {
      copied = copied + found.length() > copies.length ? 0 : copied;
      System.arraycopy(found.array, found.at, copies, copied, found.length());
      copied += found.length();
    }
  }

  private StreamObserver observer(Upto upto, StreamStart start) {
    streams++;
    return switch (upto) {
      case MEASURING -> new MeteredStream(start, FeatureDefinition.CURRENT);
      case VERDICT -> new Judged(start);
      default -> new Unmeasured();
    };
  }

  private static final class Unmeasured implements StreamObserver {
    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {}

    @Override
    public void ended(StreamSummary summary) {}
  }

  private final class Judged extends ForwardingObserver {
    private final MeteredStream stream;

    Judged(StreamStart start) {
      stream = new MeteredStream(start, FeatureDefinition.CURRENT);
    }

    @Override
    protected StreamObserver delegate() {
      return stream;
    }

    @Override
    public void ended(StreamSummary summary) {
      super.ended(summary);
      bytes +=
          eve.line(
                  VerdictEvent.ended(
                      summary, classifier.classify(StreamEvidence.of(stream)), OptionalInt.empty()))
              .length;
    }
  }
}
