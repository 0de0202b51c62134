package io.entroprint.sensor;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** An output whose failures stay its own. Thread-safe. */
final class GuardedOutput {
  private final VerdictOutput output;
  private final SensorTally tally;
  private final AtomicBoolean failing = new AtomicBoolean();

  GuardedOutput(VerdictOutput output, SensorTally tally) {
    this.output = output;
    this.tally = tally;
  }

  boolean guards(VerdictOutput other) {
    return output == other;
  }

  void accept(VerdictEvent event) {
    try {
      output.accept(event);
      if (failing.get() && failing.compareAndSet(true, false)) {
        logger().log(System.Logger.Level.INFO, "{0} takes events again", output);
      }
    } catch (IOException | RuntimeException e) {
      tally.outputFailures.increment();
      // One line when it begins: an output that is down fails for every stream.
      if (failing.compareAndSet(false, true)) {
        logger().log(System.Logger.Level.WARNING, "an event is lost for {0}: {1}", output, e);
      }
    }
  }

  private static System.Logger logger() {
    return System.getLogger("io.entroprint.sensor");
  }
}
