package io.entroprint.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same to each of a list on several threads; the answers keep the order of the list. */
public final class OrderedPool {
  private OrderedPool() {}

  /** All threads have ended when this returns. */
  public static <T, R> List<R> map(List<T> all, int threads, Function<T, R> work)
      throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<R>> pending = new ArrayList<>(all.size());
      for (T one : all) {
        pending.add(workers.submit(() -> work.apply(one)));
      }
      List<R> answers = new ArrayList<>(all.size());
      for (Future<R> one : pending) {
        answers.add(one.get());
      }
      return answers;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }
}
