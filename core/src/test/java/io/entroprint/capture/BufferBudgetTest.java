package io.entroprint.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bounds on what waits, against a slow list of all who wait. */
class BufferBudgetTest {
  private static final int PER_STREAM = 300;
  private static final long IN_ALL = 1000;

  private final BufferBudget budget = new BufferBudget(PER_STREAM, IN_ALL);
  private final List<Integer> gaveWay = new ArrayList<>();

  /** Who waits, in the order in which each reached its power of two. */
  private final List<Waiting> model = new ArrayList<>();

  private final class Waiting extends BufferBudget.Holder {
    private final int name;
    private long bytes;

    Waiting(int name) {
      this.name = name;
    }

    private int power() {
      return Long.SIZE - Long.numberOfLeadingZeros(bytes);
    }

    private void holds(long now) {
      int before = power();
      bytes = now;
      if (power() != before) {
        model.remove(this);
        if (now > 0) {
          model.add(this);
        }
      }
    }

    @Override
    void giveWay() {
      gaveWay.add(name);
      budget.release(this, bytes);
      holds(0);
    }
  }

  private long sum() {
    return model.stream().mapToLong(w -> w.bytes).sum();
  }

  /** What the budget says of more for one who waits, and who gives way for it. */
  private boolean expected(Waiting who, long more, List<Integer> giving) {
    if (who.bytes + more > PER_STREAM || more > IN_ALL) {
      return false;
    }
    List<Waiting> left = new ArrayList<>(model);
    long used = sum();
    while (used + more > IN_ALL) {
      Waiting largest = left.stream().max(Comparator.comparingInt(Waiting::power)).orElse(null);
      for (Waiting w : left) {
        if (largest != null && w.power() == largest.power()) {
          largest = w;
          break;
        }
      }
      if (largest == null || largest == who || largest.bytes <= who.bytes + more) {
        return false;
      }
      giving.add(largest.name);
      left.remove(largest);
      used -= largest.bytes;
    }
    return true;
  }

  @Test
  void theLargestGivesWayAsInTheSlowList() {
    Random random = new Random(7);
    List<Waiting> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      all.add(new Waiting(i));
    }
    int refused = 0;
    int given = 0;
    for (int step = 0; step < 20_000; step++) {
      Waiting who = all.get(random.nextInt(all.size()));
      if (random.nextInt(4) == 0 && who.bytes > 0) {
        long less = random.nextInt(3) == 0 ? who.bytes : 1L + random.nextInt((int) who.bytes);
        budget.release(who, less);
        who.holds(who.bytes - less);
      } else {
        long more = 1L + random.nextInt(random.nextInt(8) == 0 ? 400 : 60);
        List<Integer> giving = new ArrayList<>();
        boolean allowed = expected(who, more, giving);
        gaveWay.clear();
        assertEquals(allowed, budget.take(who, more), "step " + step);
        // Who had to give way did, even where that was not enough.
        assertEquals(giving, gaveWay, "step " + step);
        if (allowed) {
          who.holds(who.bytes + more);
        }
        refused += allowed ? 0 : 1;
        given += giving.size();
      }
      assertEquals(sum(), budget.used());
      for (Waiting w : all) {
        assertEquals(w.bytes, w.held());
      }
    }
    assertTrue(refused > 100 && given > 100, refused + " and " + given);
  }

  @Test
  void theBoundsAreMetToTheByte() {
    Waiting one = new Waiting(1);
    assertFalse(budget.take(one, PER_STREAM + 1));
    assertTrue(budget.take(one, PER_STREAM));
    assertFalse(budget.take(one, 1));
    assertTrue(budget.takeIfFree(IN_ALL - PER_STREAM));
    assertEquals(IN_ALL, budget.used());
    assertFalse(budget.takeIfFree(1));
    // Nobody but itself could give way.
    budget.release(one, 10);
    assertTrue(budget.take(one, 10));
    budget.release(IN_ALL - PER_STREAM);
    assertEquals(PER_STREAM, budget.used());
    BufferBudget wide = new BufferBudget(Integer.MAX_VALUE, 10);
    assertFalse(wide.take(new Waiting(2), 11));
    assertTrue(wide.take(new Waiting(3), 10));
  }
}
