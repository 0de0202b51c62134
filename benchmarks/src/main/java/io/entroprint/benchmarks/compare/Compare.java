package io.entroprint.benchmarks.compare;

import io.entroprint.benchmarks.Content;
import io.entroprint.benchmarks.Entroprint;
import io.entroprint.benchmarks.Peers;
import io.entroprint.benchmarks.Streams;
import io.entroprint.benchmarks.Subject;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/**
 * Ratios of CPU time, each the median of many short turns taken in pairs: a neighbour on a shared
 * machine slows both of a pair.
 *
 * <p>Prints a line a ratio: its name, what is wanted, and the quartiles, separated by tabs. The
 * argument is the C library; without one there is no comparison with the limit.
 */
public final class Compare {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

  /** So long nothing must have been compiled before the measuring begins. */
  private static final long QUIET_NANOS = 700_000_000;

  private static final long LONGEST_WARM_UP_NANOS = 15_000_000_000L;
  private static final int PAIRS = 60;
  private static final double TURN_NANOS = 2e6;

  private static double sink;

  private Compare() {}

  public static void main(String[] args) {
    boolean limit = args.length > 0;
    if (limit) {
      Limit.load(Path.of(args[0]));
      for (int kib : new int[] {64, 16}) {
        for (Content content : Content.values()) {
          String wanted = content == Content.CONSTANT ? "1.2" : "0.90";
          String name = "counting, " + kib + " KiB " + content.name().toLowerCase(Locale.ROOT);
          againstLimit(name, wanted, Entroprint.counting(), Streams.of(content, kib << 10));
        }
      }
      String curve = "H curve of one view, ";
      for (Content content : new Content[] {Content.RANDOM, Content.TEXT}) {
        String kind = " " + content.name().toLowerCase(Locale.ROOT);
        againstLimit(curve + "64 KiB" + kind, "0.75", Entroprint.curve(), Streams.of(content, 65536));
        againstLimit(curve + "16 KiB" + kind, "0.60", Entroprint.curve(), Streams.of(content, 16384));
        againstLimit(curve + "4 KiB" + kind, "0.50", Entroprint.curve(), Streams.of(content, 4096));
        againstLimit(curve + "256 B" + kind, "0.50", Entroprint.curve(), Streams.of(content, 256));
      }
      againstLimit(curve + "mix", "0.55", Entroprint.curve(), Streams.mix());
      againstLimit("ev1, 64 KiB random", "0.40", Entroprint.vector(), Streams.of(Content.RANDOM, 65536));
      againstLimit("ev1, 64 KiB text", "0.40", Entroprint.vector(), Streams.of(Content.TEXT, 65536));
      againstLimit("ev1, 364 B random", "-", Entroprint.vector(), Streams.of(Content.RANDOM, 364));
      againstLimit("ev1, mix", "0.30", Entroprint.vector(), Streams.mix());
    }
    Streams mix = Streams.mix();
    String faster = "H curve of one view, mix, against ";
    pairs(faster + "Math.log at each offset", "-", turns(Peers.mathLog(), mix), turns(Entroprint.curve(), mix));
    pairs(faster + "Math.log at each byte", "15", turns(Peers.runningMathLog(), mix), turns(Entroprint.curve(), mix));
    pairs(faster + "FastMath.log", "-", turns(Peers.fastMath(), mix), turns(Entroprint.curve(), mix));
    pairs(faster + "smile MathEx.entropy", "-", turns(Peers.smile(), mix), turns(Entroprint.curve(), mix));
    pairs(faster + "commons-math3 Frequency", "-", turns(Peers.frequency(), mix), turns(Entroprint.curve(), mix));
    System.err.println("checksum " + sink);
  }

  private static void againstLimit(String name, String wanted, Subject subject, Streams streams) {
    Limit limit = new Limit(streams);
    pairs(name, wanted, limit::run, turns(subject, streams));
  }

  private static IntToDoubleFunction turns(Subject subject, Streams streams) {
    return times -> {
      double sum = 0;
      for (int t = 0; t < times; t++) {
        for (int s = 0; s < streams.size(); s++) {
          sum += subject.run(streams.get(s));
        }
      }
      return sum;
    };
  }

  /** Times of the first over times of the second, by turns. */
  private static void pairs(
      String name, String wanted, IntToDoubleFunction first, IntToDoubleFunction second) {
    if (!name.contains(System.getProperty("rows", ""))) {
      return;
    }
    warmUp(first, second);
    int firstTimes = calibrate(first);
    int secondTimes = calibrate(second);
    double[] ratios = new double[PAIRS];
    double[] nanos = new double[PAIRS];
    double before = nanos(second, secondTimes);
    for (int i = 0; i < PAIRS; i++) {
      double reference = nanos(first, firstTimes);
      double after = nanos(second, secondTimes);
      ratios[i] = 2 * reference / (before + after);
      nanos[i] = after;
      before = after;
    }
    Arrays.sort(ratios);
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%s\t%s\t%.2f\t%.2f\t%.2f\t%.0f%n",
        name,
        wanted,
        ratios[PAIRS / 2],
        ratios[PAIRS / 4],
        ratios[PAIRS * 3 / 4],
        nanos[PAIRS / 2]);
  }

  private static void warmUp(IntToDoubleFunction first, IntToDoubleFunction second) {
    long start = System.nanoTime();
    long quietSince = start;
    long compiled = COMPILER.getTotalCompilationTime();
    int times = calibrate(second);
    while (System.nanoTime() - quietSince < QUIET_NANOS
        && System.nanoTime() - start < LONGEST_WARM_UP_NANOS) {
      nanos(first, 1);
      nanos(second, times);
      long now = COMPILER.getTotalCompilationTime();
      if (now != compiled) {
        compiled = now;
        quietSince = System.nanoTime();
      }
    }
  }

  private static int calibrate(IntToDoubleFunction work) {
    int times = 1;
    while (nanos(work, times) * times < TURN_NANOS / 2) {
      times *= 2;
    }
    return times;
  }

  private static double nanos(IntToDoubleFunction work, int times) {
    long start = THREADS.getCurrentThreadCpuTime();
    sink += work.applyAsDouble(times);
    return (double) (THREADS.getCurrentThreadCpuTime() - start) / times;
  }
}
