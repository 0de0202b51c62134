package io.entroprint.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.sensor.VerdictEvent;
import io.entroprint.sensor.VerdictOutput;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncOutputTest {
  private final List<String> reports = Collections.synchronizedList(new ArrayList<>());
  private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

  private AsyncOutput.Builder builder() {
    return AsyncOutput.builder("test", event -> {}).reports(reports::add);
  }

  private AsyncOutput.Action number(int i) {
    return () -> done.add(i);
  }

  private static List<Integer> upTo(int n) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      all.add(i);
    }
    return all;
  }

  @Test
  void handsOnInOrderAndDrainsAtTheEnd() {
    AsyncOutput output = builder().start();
    for (int i = 0; i < 1000; i++) {
      output.run(number(i));
    }
    output.close();
    assertEquals(upTo(1000), done);
    assertEquals(0, output.lost());
    assertEquals(List.of(), reports);
  }

  @Test
  void closesWhatItStandsBefore() {
    List<String> closed = new ArrayList<>();
    final class Closing implements VerdictOutput, Closeable {
      @Override
      public void accept(VerdictEvent event) {}

      @Override
      public void close() {
        closed.add("closed after " + done.size());
      }
    }

    AsyncOutput output = AsyncOutput.builder("test", new Closing()).start();
    output.run(number(0));
    output.close();
    assertEquals(List.of("closed after 1"), closed);
  }

  @Test
  void oneThatHangsHoldsUpNobodyAndIsCounted() throws InterruptedException {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch entered = new CountDownLatch(1);
    AsyncOutput output = builder().capacity(10).drain(Duration.ofMillis(100)).start();
    output.run(
        () -> {
          entered.countDown();
          try {
            hangs.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    entered.await();
    for (int i = 0; i < 100; i++) {
      output.run(number(i));
    }
    // Nine wait behind the one that hangs.
    assertEquals(91, output.lost());
    assertEquals(
        List.of("test: 10 events wait; what comes meanwhile is lost"), List.copyOf(reports));
    output.close();
    assertEquals(101, output.lost());
    assertEquals("test: 101 events were lost", reports.get(1));
    assertEquals(2, reports.size());
    hangs.countDown();
  }

  @Test
  void aFailureIsSaidOnceAndItsEndOnce() throws InterruptedException {
    Semaphore tried = new Semaphore(0);
    AsyncOutput output = builder().start();
    AsyncOutput.Action failing =
        () -> {
          tried.release();
          throw new IOException("No space left on device");
        };
    for (int i = 0; i < 5; i++) {
      output.run(failing);
    }
    output.run(number(0));
    output.run(number(1));
    output.close();
    tried.acquire(5);
    assertEquals(5, output.lost());
    assertEquals(
        List.of(
            "test: No space left on device; an event is lost",
            "test: takes events again; 5 were lost"),
        List.copyOf(reports));
  }

  @Test
  void aConnectionIsTriedAgainAndLosesNothing() {
    AtomicInteger failures = new AtomicInteger(1);
    AsyncOutput output = builder().retry().start();
    CountDownLatch through = new CountDownLatch(1);
    output.run(
        () -> {
          if (failures.getAndDecrement() > 0) {
            throw new IOException("Connection refused");
          }
          done.add(0);
        });
    output.run(
        () -> {
          done.add(1);
          through.countDown();
        });
    assertTrue(await(through));
    output.close();
    assertEquals(upTo(2), done);
    assertEquals(0, output.lost());
    assertEquals(
        List.of("test: Connection refused; tried again", "test: takes events again; 0 were lost"),
        List.copyOf(reports));
  }

  /** What cannot succeed would hold up all behind it. */
  @Test
  void onlyWhatFailsForTheWorldOutsideIsTriedAgain() {
    AsyncOutput output = builder().retry().start();
    output.run(
        () -> {
          throw new IllegalStateException("no such format");
        });
    output.run(number(0));
    output.close();
    assertEquals(upTo(1), done);
    assertEquals(1, output.lost());
    assertEquals("test: no such format; an event is lost", List.copyOf(reports).get(0));
  }

  /** Nor does who cannot be told of it. */
  @Test
  void reportsThatFailLoseNothing() {
    AsyncOutput output =
        AsyncOutput.builder("test", event -> {})
            .reports(
                line -> {
                  throw new IllegalStateException("no log");
                })
            .start();
    output.run(
        () -> {
          throw new IOException("disk full");
        });
    output.run(number(0));
    output.run(number(1));
    output.close();
    assertEquals(upTo(2), done);
    assertEquals(1, output.lost());
  }

  @Test
  void timesAreNotNegativeAndMayBeAsLongAsOneLikes() {
    Duration never = Duration.ofSeconds(Long.MAX_VALUE);
    AsyncOutput output = builder().patience(never).drain(never).start();
    output.run(number(0));
    output.close();
    assertEquals(upTo(1), done);
    Duration negative = Duration.ofMillis(-1);
    assertThrows(IllegalArgumentException.class, () -> builder().patience(negative));
    assertThrows(IllegalArgumentException.class, () -> builder().drain(negative));
  }

  @Test
  void whatIsDownAtTheEndDoesNotHoldItUp() {
    AsyncOutput output = builder().retry().drain(Duration.ofMinutes(10)).start();
    for (int i = 0; i < 3; i++) {
      output.run(
          () -> {
            throw new IOException("Connection refused");
          });
    }
    output.close();
    assertEquals(3, output.lost());
  }

  @Test
  void whoHasTimeWaitsForRoom() {
    AsyncOutput output = builder().capacity(1).patience(Duration.ofSeconds(30)).start();
    for (int i = 0; i < 500; i++) {
      output.run(number(i));
    }
    output.close();
    assertEquals(upTo(500), done);
    assertEquals(0, output.lost());
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
