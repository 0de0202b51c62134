package io.entroprint.example.ids;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A thread that does what it is given, in order. What waits is bounded: who adds more waits too.
 */
final class Worker {
  private static final int MOST_WAITING = 1_024;

  private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private boolean finished;
  private RuntimeException failure;

  Worker(String name) {
    thread = new Thread(this::work, name);
    thread.start();
  }

  private void work() {
    try {
      while (!finished) {
        Runnable task = waiting.take();
        try {
          task.run();
        } catch (RuntimeException e) {
          // One stream's trouble; the others deserve their verdict, and the reader must not hang.
          failure = e;
        }
      }
    } catch (InterruptedException e) {
      // Somebody wants the thread to end; what waits is given up.
      Thread.currentThread().interrupt();
    }
  }

  void add(Runnable task) {
    try {
      waiting.put(task);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a worker was busy", e);
    }
  }

  /**
   * Waits until all is done.
   *
   * @throws IllegalStateException if a task failed
   */
  void finish() {
    add(() -> finished = true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a worker", e);
    }
    if (failure != null) {
      throw new IllegalStateException("a task of " + thread.getName() + " failed", failure);
    }
  }
}
