package io.entroprint.cli.base;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Work that a thread puts off while it reads, so that others may do it: in batches, by the {@link
 * SpareThreads} or, where they have enough, by the thread itself. Results are taken on the thread
 * that reads, one after another as it says whose turn it is; so what becomes of them does not
 * depend on who did the work, nor when.
 *
 * <p>The batches that wait are bounded, and with them what work holds until it is done, such as the
 * measurements of streams that have ended.
 *
 * <p>What a piece of work throws is thrown to the thread that reads, after the results before it
 * were taken as far as their turn has come. Then all that is left is given up, as it is when a
 * result cannot be taken. One thread at a time.
 */
public final class Backlog implements AutoCloseable {
  /** So many streams take a thread longer than it takes to wake it, and soon come together. */
  private static final int BATCH = 32;

  private static final int MOST_BATCHES = 16;

  private final SpareThreads spare;
  private final int batchSize;
  private final int mostBatches;
  private final ArrayDeque<Batch> batches = new ArrayDeque<>();
  private final ArrayDeque<Turn<?>> turns = new ArrayDeque<>();
  private List<Entry<?>> filling = new ArrayList<>();
  private boolean givenUp;

  /**
   * A piece of work, and its result once that is there.
   *
   * @param <T> what the work gives
   */
  public static final class Entry<T> {
    private Supplier<T> work;
    private T result;

    /** Whether the thread that reads knows of the result. */
    private boolean done;

    private Entry(Supplier<T> work) {
      this.work = work;
    }

    private void run() {
      result = work.get();
      // What it held is mostly the larger part.
      work = null;
    }
  }

  /** Work that is done at once, by whoever comes first. */
  private static final class Batch {
    private final List<Entry<?>> entries;
    private final FutureTask<Void> task = new FutureTask<>(this::work, null);

    /** What ended the work for want of memory. */
    private volatile OutOfMemoryError exhausted;

    Batch(List<Entry<?>> entries) {
      this.entries = entries;
    }

    private void work() {
      try {
        entries.forEach(Entry::run);
      } catch (OutOfMemoryError e) {
        exhausted = e;
        throw e;
      }
    }

    /** Does the work unless somebody has begun it, waits for it, and returns what it threw. */
    Throwable finish() {
      task.run();
      boolean interrupted = false;
      try {
        while (true) {
          try {
            task.get(1, TimeUnit.SECONDS);
            return null;
          } catch (ExecutionException e) {
            return e.getCause();
          } catch (TimeoutException e) {
            // Who does it may not have had the memory to say that it is over.
            if (exhausted != null) {
              return exhausted;
            }
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** An entry whose turn has come, and who takes its result. */
  private record Turn<T>(Entry<T> entry, Consumer<T> taker) {
    void take() {
      taker.accept(entry.result);
    }
  }

  /** Work that is left to spare threads where they have time. */
  public Backlog(SpareThreads spare) {
    this(spare, BATCH, MOST_BATCHES);
  }

  Backlog(SpareThreads spare, int batchSize, int mostBatches) {
    this.spare = spare;
    this.batchSize = batchSize;
    this.mostBatches = mostBatches;
  }

  /**
   * Puts work off.
   *
   * @param work is done by any thread, which sees what this one has done before
   * @return to be given its turn
   */
  public <T> Entry<T> later(Supplier<T> work) {
    Entry<T> entry = new Entry<>(work);
    if (!givenUp) {
      filling.add(entry);
      if (filling.size() >= batchSize) {
        Batch batch = begin();
        if (!spare.offer(batch.task)) {
          batch.task.run();
        }
        while (!batches.isEmpty()
            && (batches.peek().task.isDone() || batches.size() > mostBatches)) {
          finishFirst();
        }
      }
    }
    return entry;
  }

  /**
   * The turn of an entry has come: its result is taken once it is there, before those of all turns
   * after it.
   */
  public <T> void inTurn(Entry<T> entry, Consumer<T> taker) {
    if (!givenUp) {
      turns.add(new Turn<>(entry, taker));
      takeTurns();
    }
  }

  /** The same of what takes no work: it is done behind all turns before it. */
  public void inTurn(Runnable step) {
    Entry<Runnable> entry = new Entry<>(null);
    entry.result = step;
    entry.done = true;
    inTurn(entry, Runnable::run);
  }

  /** Finishes all work; the results whose turn it is are taken. */
  @Override
  public void close() {
    if (!filling.isEmpty()) {
      begin();
    }
    while (!batches.isEmpty()) {
      finishFirst();
    }
  }

  private Batch begin() {
    Batch batch = new Batch(filling);
    filling = new ArrayList<>(batchSize);
    batches.add(batch);
    return batch;
  }

  private void finishFirst() {
    Batch first = batches.remove();
    Throwable thrown = first.finish();
    for (Entry<?> entry : first.entries) {
      entry.done = entry.work == null;
    }
    takeTurns();
    if (thrown != null) {
      giveUp();
      if (thrown instanceof Error error) {
        throw error;
      }
      // Work throws nothing that is checked.
      throw (RuntimeException) thrown;
    }
  }

  private void takeTurns() {
    boolean taken = false;
    try {
      while (!turns.isEmpty() && turns.peek().entry().done) {
        turns.remove().take();
      }
      taken = true;
    } finally {
      if (!taken) {
        giveUp();
      }
    }
  }

  private void giveUp() {
    givenUp = true;
    batches.forEach(batch -> batch.task.cancel(false));
    batches.clear();
    turns.clear();
    filling.clear();
  }
}
