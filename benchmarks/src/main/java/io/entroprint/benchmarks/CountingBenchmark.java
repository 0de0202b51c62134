package io.entroprint.benchmarks;

import io.entroprint.entropy.ByteCounts;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.stream.Direction;
import io.entroprint.stream.StreamMeter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The hot loop: counting bytes, and counting them into a whole vector. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class CountingBenchmark {
  @Param({"364", "4096", "65536"})
  int length;

  @Param Content content;

  private final ByteCounts counts = new ByteCounts();
  private byte[] bytes;

  @Setup
  public void fill() {
    bytes = content.bytes(length);
  }

  /** Counting alone. */
  @Benchmark
  public int count() {
    counts.clear();
    counts.add(bytes, 0, bytes.length);
    return counts.total();
  }

  /** Counting, and the byte entropy of the whole. */
  @Benchmark
  public double entropy() {
    counts.clear();
    counts.add(bytes, 0, bytes.length);
    return counts.entropy();
  }

  /** A stream from nothing to its {@code ev1} vector: half to the server, half to the client. */
  @Benchmark
  public EntropyVector vector() {
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    meter.add(Direction.TO_SERVER, bytes, 0, length / 2);
    meter.add(Direction.TO_CLIENT, bytes, length / 2, length - length / 2);
    return meter.vector();
  }
}
