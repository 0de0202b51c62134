package io.entroprint.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.entroprint.fingerprints.BundledLibrary;
import java.lang.management.ManagementFactory;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SearchAllocationTest {
  /** What the runtime may allocate by itself while a measurement lasts. */
  private static final long SLACK = 16_384;

  private static final int TURNS = 20;

  @Test
  void aSearchInTheBundledLibraryAllocatesNothingAndFindsWhatBruteForceFinds() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeTrue(threads.isThreadAllocatedMemorySupported());
    Searching searching = Searching.in(BundledLibrary.load());
    IntToDoubleFunction index = searching.index();
    assertEquals(searching.bruteForce().applyAsDouble(1), index.applyAsDouble(1));
    long before = threads.getCurrentThreadAllocatedBytes();
    index.applyAsDouble(TURNS);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(
        allocated < SLACK,
        () -> allocated + " bytes for " + TURNS * searching.queries() + " searches");
  }
}
