package io.entroprint.cli.base;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where threads that read leave work for threads that have nothing to read. What waits here is
 * bounded: where it would be more, who wanted to leave it does it, so that no thread waits for
 * another one to have time. Thread-safe.
 */
public final class SpareThreads {
  /** So that a thread that is done finds more, and little is held. */
  private static final int WAITING_PER_THREAD = 2;

  private final int threads;
  private final BlockingQueue<Runnable> work;
  private final AtomicBoolean called = new AtomicBoolean();

  /** Where they come from; null as long as nobody can come. */
  private volatile Executor pool;

  /** So many at most, once {@link #comeFrom} has said from where. */
  public SpareThreads(int threads) {
    this(threads, WAITING_PER_THREAD * threads);
  }

  SpareThreads(int threads, int mostWaiting) {
    this.threads = threads;
    work = new ArrayBlockingQueue<>(mostWaiting);
  }

  /** None: who reads does all the work. */
  public static SpareThreads none() {
    return new SpareThreads(1);
  }

  /**
   * From now on threads of a pool help, which has been given all that is to be read: a thread that
   * helps does nothing else any more, so whatever comes behind might never be read. They are called
   * when there is work for the first time.
   */
  public void comeFrom(Executor threadsThatRead) {
    pool = threadsThatRead;
  }

  /**
   * Leaves work, which throws nothing and may be done by somebody else meanwhile.
   *
   * @return false if nobody is going to do it soon
   */
  boolean offer(Runnable piece) {
    Executor from = pool;
    if (from == null || !work.offer(piece)) {
      return false;
    }
    if (called.compareAndSet(false, true)) {
      for (int i = 0; i < threads; i++) {
        from.execute(this::help);
      }
    }
    return true;
  }

  /** Does what is left here, until the pool is shut down. */
  private void help() {
    try {
      while (true) {
        work.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
