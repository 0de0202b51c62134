package io.entroprint.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.entroprint.fingerprints.BundledLibrary;
import java.lang.management.ManagementFactory;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SearchAllocationTest {
  /** A turn's own iterator, and no more. */
  private static final long SLACK = 256;

  /** Until it is compiled, more is allocated. */
  private static final int TURNS = 200;

  @Test
  void aSearchInTheBundledLibraryAllocatesNothingAndFindsWhatBruteForceFinds() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeTrue(threads.isThreadAllocatedMemorySupported());
    Searching searching = Searching.in(BundledLibrary.load());
    IntToDoubleFunction index = searching.index();
    assertEquals(searching.bruteForce().applyAsDouble(1), index.applyAsDouble(1));
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TURNS && least > SLACK; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      index.applyAsDouble(1);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    long allocated = least;
    assertTrue(
        allocated <= SLACK, () -> allocated + " bytes for " + Searching.STREAMS + " searches");
  }
}
