package io.entroprint.benchmarks.compare;

import io.entroprint.benchmarks.Entroprint;
import io.entroprint.benchmarks.Peers;
import io.entroprint.benchmarks.Streams;
import io.entroprint.benchmarks.Subject;
import io.entroprint.capture.Capturing;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.search.Searching;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/**
 * Ratios of CPU time, each the median of many short turns taken in pairs: a neighbour on a shared
 * machine slows both of a pair.
 *
 * <p>Prints a line a ratio: its name, what is wanted, the ratio, and the nanoseconds of Entroprint,
 * separated by tabs. The argument is the C library; without one there is no comparison with the
 * limit. The system property {@code rows} chooses the rows whose names begin so.
 */
public final class Compare {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

  /** So long nothing must have been compiled before the measuring begins. */
  private static final long QUIET_NANOS = 1_000_000_000;

  private static final long LONGEST_WARM_UP_NANOS = 15_000_000_000L;
  private static final int PAIRS = 60;
  private static final double TURN_NANOS = 2e6;

  private static double sink;

  private Compare() {}

  public static void main(String[] args) throws IOException {
    if (args.length > 0) {
      Limit.load(Path.of(args[0]));
      limits();
    }
    peers();
    searches();
    captures();
    System.err.println("checksum " + sink);
  }

  private static void limits() {
    for (String length : List.of("65536", "16384")) {
      for (String content : List.of("random", "text", "constant")) {
        String wanted = content.equals("constant") ? "1.2" : "0.90";
        againstLimit("counting", content + "-" + length, wanted, Entroprint.counting());
      }
    }
    for (String content : List.of("random", "text")) {
      againstLimit("H curve", content + "-65536", "0.75", Entroprint.curve());
      againstLimit("H curve", content + "-16384", "0.60", Entroprint.curve());
      againstLimit("H curve", content + "-4096", "0.50", Entroprint.curve());
      againstLimit("H curve", content + "-256", "0.50", Entroprint.curve());
    }
    againstLimit("H curve", "mix", "0.55", Entroprint.curve());
    againstLimit("ev1", "random-65536", "0.40", Entroprint.vector());
    againstLimit("ev1", "text-65536", "0.40", Entroprint.vector());
    againstLimit("ev1", "random-364", "", Entroprint.vector());
    againstLimit("ev1", "mix", "0.30", Entroprint.vector());
  }

  private static void peers() {
    againstPeer("Math.log at each byte", "15", Peers.runningMathLog());
    againstPeer("Math.log at each offset", "", Peers.mathLog());
    againstPeer("FastMath.log at each offset", "", Peers.fastMath());
    againstPeer("smile MathEx.entropy at each offset", "", Peers.smile());
    againstPeer("commons-math3 Frequency", "", Peers.frequency());
  }

  private static void searches() {
    if (isWanted("search, bundled")) {
      againstSearches("search, bundled, to ", Searching.in(BundledLibrary.load()));
    }
    int many = Integer.getInteger("many", 100_000);
    String name = "search, " + many + ", to ";
    if (isWanted(name)) {
      againstSearches(name, Searching.in(BundledLibrary.load(), many));
    }
  }

  private static void againstSearches(String name, Searching searching) {
    IntToDoubleFunction index = searching.index();
    pairs(name + "brute force", "3", searching.bruteForce(), index);
    pairs(name + "smile KDTree", "10", searching.kdTree(), index);
    pairs(name + "smile CoverTree", "10", searching.coverTree(), index);
    pairs(name + "smile LinearSearch", "10", searching.linearSearch(), index);
    System.err.println(name + "one search is a row's nanoseconds / " + Searching.STREAMS);
  }

  private static void captures() throws IOException {
    if (!isWanted("capture, ")) {
      return;
    }
    if (!Capturing.hasPcap4j()) {
      System.err.println("no libpcap: pcap4j is left out");
      return;
    }
    Capturing mix = Capturing.of(Streams.mix());
    pairs("capture, reading, to pcap4j", "", mix.pcap4jReading(), mix.reading());
    pairs("capture, decoding, to pcap4j", "", mix.pcap4jDecoding(), mix.decoding());
    pairs("capture, streams, to pcap4j's decoding", "", mix.pcap4jDecoding(), mix.reassembling());
  }

  /** Whether rows that begin so are asked for; a part of the name is enough on either side. */
  private static boolean isWanted(String name) {
    String rows = System.getProperty("rows", "");
    return name.startsWith(rows) || rows.startsWith(name);
  }

  private static void againstPeer(String name, String wanted, Subject peer) {
    Streams mix = Streams.mix();
    pairs("H curve, mix, to " + name, wanted, turns(peer, mix), turns(Entroprint.curve(), mix));
  }

  private static void againstLimit(String name, String of, String wanted, Subject subject) {
    Streams streams = Streams.named(of);
    Limit limit = new Limit(streams);
    pairs(name + ", " + of + ", to the limit", wanted, limit::run, turns(subject, streams));
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
    if (!name.startsWith(System.getProperty("rows", ""))) {
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
        "%s\t%s\t%.3f\t%.0f%n",
        name,
        wanted.isEmpty() ? "-" : wanted,
        ratios[PAIRS / 2],
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
