package io.entroprint.benchmarks;

import io.entroprint.capture.Capturing;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
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

/** Through a capture of the mix, beside pcap4j, whose rows need libpcap. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class CaptureBenchmark {
  /** How far. */
  public enum Work {
    READING(Capturing::reading),
    DECODING(Capturing::decoding),
    STREAMS(Capturing::reassembling),
    READING_PCAP4J(Capturing::pcap4jReading),
    DECODING_PCAP4J(Capturing::pcap4jDecoding);

    private final Function<Capturing, IntToDoubleFunction> subject;

    Work(Function<Capturing, IntToDoubleFunction> subject) {
      this.subject = subject;
    }
  }

  @Param Work work;

  private IntToDoubleFunction turns;

  @Setup
  public void write() throws IOException {
    turns = work.subject.apply(Capturing.of(Streams.mix()));
  }

  /** The whole capture. */
  @Benchmark
  public double capture() {
    return turns.applyAsDouble(1);
  }
}
