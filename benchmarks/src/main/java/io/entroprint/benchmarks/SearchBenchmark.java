package io.entroprint.benchmarks;

import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.search.Searching;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The nearest fingerprint and the nearest of another label, beside what others offer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SearchBenchmark {
  /** What searches. */
  public enum Search {
    INDEX(Searching::index),
    BRUTE_FORCE(Searching::bruteForce),
    SMILE_KD_TREE(Searching::kdTree),
    SMILE_COVER_TREE(Searching::coverTree),
    SMILE_LINEAR_SEARCH(Searching::linearSearch);

    private final Function<Searching, IntToDoubleFunction> subject;

    Search(Function<Searching, IntToDoubleFunction> subject) {
      this.subject = subject;
    }
  }

  /** How many fingerprints, all like the bundled ones; 0 is for those themselves. */
  @Param({"0", "10000"})
  int fingerprints;

  @Param Search search;

  private IntToDoubleFunction turns;

  @Setup
  public void index() throws IOException {
    FingerprintLibrary library = BundledLibrary.load();
    Searching searching =
        fingerprints == 0 ? Searching.in(library) : Searching.in(library, fingerprints);
    turns = search.subject.apply(searching);
  }

  /** One search of each of the streams. */
  @Benchmark
  @OperationsPerInvocation(Searching.STREAMS)
  public double search() {
    return turns.applyAsDouble(1);
  }
}
