package io.entroprint.cli.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BacklogTest {
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final List<Integer> taken = new ArrayList<>();

  @AfterEach
  void endThreads() throws InterruptedException {
    pool.shutdownNow();
    assertTrue(pool.awaitTermination(1, TimeUnit.MINUTES));
  }

  private SpareThreads spareThreads(int count, int mostWaiting) {
    SpareThreads spare = new SpareThreads(count, mostWaiting);
    if (count > 0) {
      spare.comeFrom(pool);
    }
    return spare;
  }

  /** Slow and quick ones in turn, so that threads overtake each other. */
  private static int slowly(int value) {
    if (value % 50 == 0) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return value;
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1, 1", "0, 1, 32, 16", "1, 1, 1, 1", "2, 1, 3, 1", "7, 14, 5, 4"})
  void takesResultsInTheOrderOfTheTurns(int count, int mostWaiting, int batch, int mostBatches) {
    Random random = new Random(5);
    List<Integer> turns = new ArrayList<>();
    List<Integer> ahead = new ArrayList<>();
    List<Backlog.Entry<Integer>> entries = new ArrayList<>();
    try (Backlog backlog = new Backlog(spareThreads(count, mostWaiting), batch, mostBatches)) {
      for (int i = 0; i < 2000; i++) {
        int value = i;
        entries.add(backlog.later(() -> slowly(value)));
        ahead.add(value);
        if (i % 11 == 0) {
          backlog.inTurn(() -> taken.add(-value));
          turns.add(-value);
        }
        if (random.nextInt(20) == 0 || i == 1999) {
          Collections.shuffle(ahead, random);
          for (int next : ahead) {
            backlog.inTurn(entries.get(next), taken::add);
            turns.add(next);
          }
          ahead.clear();
        }
      }
    }
    assertEquals(turns, taken);
  }

  /** Nobody comes to help: what waits is done by the thread that reads, before it is too much. */
  @Test
  void holdsNoMoreThanItsBatches() {
    ArrayDeque<Runnable> neverRun = new ArrayDeque<>();
    AtomicInteger done = new AtomicInteger();
    int most = 0;
    SpareThreads spare = new SpareThreads(3, 1000);
    spare.comeFrom(neverRun::add);
    try (Backlog backlog = new Backlog(spare, 4, 2)) {
      for (int i = 1; i <= 500; i++) {
        backlog.inTurn(backlog.later(done::incrementAndGet), taken::add);
        most = Math.max(most, i - done.get());
      }
    }
    assertEquals(3 * 4 - 1, most);
    assertEquals(500, taken.size());
    assertEquals(3, neverRun.size());
  }

  /**
   * A spare thread never reads again, so before all is given out to be read nobody may become one.
   */
  @Test
  void callsNobodyBeforeAllIsGivenOut() {
    ArrayDeque<Runnable> called = new ArrayDeque<>();
    SpareThreads spare = new SpareThreads(2, 5);
    assertFalse(spare.offer(() -> {}));
    spare.comeFrom(called::add);
    assertEquals(0, called.size());
    assertTrue(spare.offer(() -> {}));
    assertTrue(spare.offer(() -> {}));
    assertEquals(2, called.size());
  }

  /** With all spare threads busy, the thread that reads does not wait for one of them. */
  @Test
  void doesItselfWhatNobodyHasTimeFor() throws InterruptedException {
    Set<Thread> workers = ConcurrentHashMap.newKeySet();
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    SpareThreads spare = spareThreads(1, 1);
    spare.offer(
        () -> {
          busy.countDown();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    busy.await();
    try (Backlog backlog = new Backlog(spare, 2, 1000)) {
      for (int i = 0; i < 10; i++) {
        backlog.inTurn(
            backlog.later(() -> workers.add(Thread.currentThread())), added -> taken.add(0));
      }
    }
    assertEquals(Set.of(Thread.currentThread()), workers);
    assertEquals(10, taken.size());
    end.countDown();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void throwsWhatWorkThrowsBehindTheResultsBeforeIt(int count) {
    StackOverflowError thrown = new StackOverflowError();
    try (Backlog backlog = new Backlog(spareThreads(count, 3), 4, 3)) {
      Error caught =
          assertThrows(
              StackOverflowError.class,
              () -> {
                for (int i = 0; i < 1000; i++) {
                  backlog.inTurn(backlog.later(i == 41 ? failing(thrown) : result(i)), taken::add);
                }
              });
      assertSame(thrown, caught);
      assertEquals(upTo(41), taken);
      // The streams that are still open end; that nothing becomes of them is no further error.
      backlog.inTurn(backlog.later(result(1000)), taken::add);
      backlog.inTurn(() -> taken.add(1001));
    }
    assertEquals(upTo(41), taken);
  }

  private static Supplier<Integer> result(int value) {
    return () -> value;
  }

  private static Supplier<Integer> failing(Error thrown) {
    return () -> {
      throw thrown;
    };
  }

  private static List<Integer> upTo(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void givesUpWhereAResultCannotBeTaken(int count) {
    UncheckedIOException full = new UncheckedIOException(new IOException("no space left"));
    UncheckedIOException caught =
        assertThrows(
            UncheckedIOException.class,
            () -> {
              try (Backlog backlog = new Backlog(spareThreads(count, 3), 4, 3)) {
                for (int i = 0; i < 1000; i++) {
                  backlog.inTurn(backlog.later(result(i)), value -> take(value, full));
                }
              }
            });
    assertSame(full, caught);
    assertEquals(upTo(10), taken);
  }

  private void take(int value, UncheckedIOException full) {
    if (value == 10) {
      throw full;
    }
    taken.add(value);
  }

  /** A run that is given up interrupts those who read; what was begun is finished all the same. */
  @Test
  void keepsAnInterruptionForLater() {
    try (Backlog backlog = new Backlog(spareThreads(2, 4), 2, 1)) {
      Thread.currentThread().interrupt();
      for (int i = 0; i < 20; i++) {
        int value = i;
        backlog.inTurn(backlog.later(() -> slowly(value)), taken::add);
      }
    }
    assertTrue(Thread.interrupted());
    assertEquals(upTo(20), taken);
  }
}
