package io.entroprint.cli.live;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes of Ctrl-C and SIGTERM a wish to end, which a run can ask for: the process lives on until
 * the run has said that it is done, and then ends with its exit code. The one who makes it asks and
 * says so from one thread.
 */
final class EndOnSignal {
  /** By then something is stuck, and whoever sent the signal is right to expect an end. */
  private static final int MOST_SECONDS = 30;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "end on signal");
  private volatile boolean wished;
  private volatile int exitCode = 1;

  EndOnSignal() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether a signal came. */
  boolean isWished() {
    return wished;
  }

  /** The run is done: if a signal came, the process ends now. */
  void done(int code) {
    exitCode = code;
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The signal came: the hook runs.
    }
  }

  private void end() {
    wished = true;
    try {
      done.await(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Left alone, the exit code would be that of the signal.
    Runtime.getRuntime().halt(exitCode);
  }
}
