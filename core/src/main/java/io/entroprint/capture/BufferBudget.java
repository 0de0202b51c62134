package io.entroprint.capture;

/**
 * The bounds on memory for segments that wait, shared by all streams of a table.
 *
 * <p>Where all of it is taken, the largest holder gives way to a smaller one: whoever fills it with
 * few streams does not take it from all others. Holders are kept in one list for each power of two,
 * so that finding the largest takes the same few steps however many there are; largest means: of
 * the highest power that any of them has reached, and there the one that reached it first.
 */
final class BufferBudget {
  private final int perStream;
  private final long inAll;
  private final Holder[] oldest = new Holder[Long.SIZE];
  private final Holder[] newest = new Holder[Long.SIZE];

  /** Which powers of two have holders. */
  private long powers;

  private long used;

  /** Somebody with segments that wait. */
  abstract static class Holder {
    private long held;
    private int power = -1;
    private Holder older;
    private Holder newer;

    /** Memory taken by this holder, in bytes. */
    final long held() {
      return held;
    }

    /** Lets go of all that waits, and releases it. */
    abstract void giveWay();
  }

  BufferBudget(int perStream, long inAll) {
    this.perStream = perStream;
    this.inAll = inAll;
  }

  /**
   * Takes memory for a holder.
   *
   * @return whether the bounds allow it
   */
  boolean take(Holder holder, long more) {
    long wanted = holder.held + more;
    if (wanted > perStream || more > inAll) {
      return false;
    }
    while (used + more > inAll) {
      Holder largest = powers == 0 ? null : oldest[power(powers)];
      if (largest == null || largest == holder || largest.held <= wanted) {
        return false;
      }
      largest.giveWay();
    }
    change(holder, more);
    return true;
  }

  /** Takes memory that nobody else has to give way for. */
  boolean takeIfFree(long more) {
    if (used + more > inAll) {
      return false;
    }
    used += more;
    return true;
  }

  void release(Holder holder, long bytes) {
    change(holder, -bytes);
  }

  void release(long bytes) {
    used -= bytes;
  }

  long used() {
    return used;
  }

  private void change(Holder holder, long by) {
    used += by;
    holder.held += by;
    int power = holder.held == 0 ? -1 : power(holder.held);
    if (power != holder.power) {
      unlink(holder);
      holder.power = power;
      link(holder);
    }
  }

  private static int power(long number) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(number);
  }

  private void link(Holder holder) {
    int power = holder.power;
    if (power < 0) {
      return;
    }
    holder.older = newest[power];
    if (holder.older == null) {
      oldest[power] = holder;
      powers |= 1L << power;
    } else {
      holder.older.newer = holder;
    }
    newest[power] = holder;
  }

  private void unlink(Holder holder) {
    int power = holder.power;
    if (power < 0) {
      return;
    }
    if (holder.older == null) {
      oldest[power] = holder.newer;
    } else {
      holder.older.newer = holder.newer;
    }
    if (holder.newer == null) {
      newest[power] = holder.older;
    } else {
      holder.newer.older = holder.older;
    }
    holder.older = null;
    holder.newer = null;
    if (oldest[power] == null) {
      powers &= ~(1L << power);
    }
  }
}
