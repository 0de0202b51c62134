package io.entroprint.benchmarks;

import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Claim;
import io.entroprint.output.VerdictFormat;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.infra.Blackhole;

/** The line of a stream that has ended, of a known label and with a client. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class LineBenchmark {
  private static final int EVENTS = 1000;
  private static final long SEED = 20261130;
  private static final long T = 1_795_293_886_123_456_789L;

  /** Which format. */
  public enum Format {
    EVE(VerdictFormat.eve().ofCapture("lab/ssh2.pcap")),
    ZEEK(VerdictFormat.zeek()),
    CSV(VerdictFormat.csv());

    private final VerdictFormat format;

    Format(VerdictFormat format) {
      this.format = format;
    }
  }

  @Param Format format;

  private final VerdictEvent[] events = new VerdictEvent[EVENTS];

  @Setup
  public void events() {
    Random random = new Random(SEED);
    for (int i = 0; i < EVENTS; i++) {
      events[i] = event(random);
    }
  }

  private static VerdictEvent event(Random random) {
    FlowKey key =
        new FlowKey(
            Transport.TCP,
            IpAddress.v4(random.nextInt()),
            random.nextInt(65536),
            IpAddress.v4(random.nextInt()),
            random.nextInt(65536));
    long start = T + random.nextInt();
    StreamSummary summary =
        StreamSummary.builder(StreamStart.of(key, 3, start))
            .endNanos(start + random.nextInt(1 << 30))
            .packets(random.nextInt(100), random.nextInt(100))
            .bytes(random.nextInt(10_000), random.nextInt(100_000))
            .reason(StreamSummary.EndReason.FIN)
            .build();
    Verdict verdict =
        Verdict.of(new Label("ssh-2"), "bundled@1.1.0")
            .confidence(random.nextDouble())
            .client(Optional.of(new Claim("OpenSSH_9.2", random.nextDouble())))
            .nature(Nature.ENCRYPTED)
            .nearest("ssh-2/0017", random.nextDouble(), random.nextDouble())
            .offset(4096)
            .build();
    return VerdictEvent.ended(summary, verdict, OptionalInt.empty());
  }

  /** One line of each of the events. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void line(Blackhole out) {
    for (VerdictEvent event : events) {
      out.consume(format.format.line(event));
    }
  }
}
