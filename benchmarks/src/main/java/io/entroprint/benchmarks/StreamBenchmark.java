package io.entroprint.benchmarks;

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

/** From the bytes of one stream to counts, a curve or a vector, beside what others offer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class StreamBenchmark {
  /** What is done. */
  public enum Work {
    COUNTING(Entroprint.counting()),
    CURVE(Entroprint.curve()),
    VECTOR(Entroprint.vector()),
    CURVE_MATH_LOG(Peers.mathLog()),
    CURVE_MATH_LOG_PER_BYTE(Peers.runningMathLog()),
    CURVE_FAST_MATH(Peers.fastMath()),
    CURVE_SMILE(Peers.smile()),
    CURVE_FREQUENCY(Peers.frequency());

    private final Subject subject;

    Work(Subject subject) {
      this.subject = subject;
    }
  }

  @Param({
    "random-364",
    "text-364",
    "random-4096",
    "random-65536",
    "text-65536",
    "constant-65536",
    "mix"
  })
  String streams;

  @Param Work work;

  private Streams input;
  private int next;

  @Setup
  public void fill() {
    input = Streams.named(streams);
  }

  /** One stream; of a mix, one after the other. */
  @Benchmark
  public double stream() {
    next = next + 1 == input.size() ? 0 : next + 1;
    return work.subject.run(input.get(next));
  }
}
