package io.entroprint.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.entroprint.confidence.Checkpoints;
import io.entroprint.fit.DecidedEarly.Said;
import io.entroprint.library.Label;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DecidedEarlyTest {
  private static final Said SSH = new Said(new Label("ssh-2"), true, 0.92);
  private static final Said TLS = new Said(new Label("tls"), false, 0.95);
  private static final Said VERY_SURE = new Said(new Label("rdp"), false, 0.98);
  private static final int END = Checkpoints.GRID.size();

  /** What is said at offsets of the grid, in bytes. */
  private static Said[] said(Object... offsetsAndSaid) {
    Said[] all = new Said[END + 1];
    for (int i = 0; i < offsetsAndSaid.length; i += 2) {
      int bytes = (int) offsetsAndSaid[i];
      all[bytes == 0 ? END : Checkpoints.GRID.reachedBy(bytes) - 1] = (Said) offsetsAndSaid[i + 1];
    }
    return all;
  }

  @Test
  void twoLooksInARowDecide() {
    assertEquals(SSH, DecidedEarly.decided(said(32, SSH, 128, SSH, 0, TLS), 0.9));
    assertEquals(TLS, DecidedEarly.decided(said(32, SSH, 128, TLS, 512, TLS, 0, SSH), 0.9));
    // Another one between them, nothing, or too little: the end decides.
    assertEquals(TLS, DecidedEarly.decided(said(32, SSH, 128, TLS, 512, SSH, 0, TLS), 0.9));
    assertEquals(TLS, DecidedEarly.decided(said(32, SSH, 512, SSH, 0, TLS), 0.9));
    assertEquals(TLS, DecidedEarly.decided(said(32, SSH, 128, SSH, 0, TLS), 0.93));
  }

  @Test
  void oneThatIsVerySureDecides() {
    assertEquals(VERY_SURE, DecidedEarly.decided(said(32, SSH, 128, VERY_SURE, 0, SSH), 0.9));
    assertNull(DecidedEarly.decided(said(32, VERY_SURE, 0, VERY_SURE), 0.99));
  }

  /** At other checkpoints no tracker looks. */
  @Test
  void checkpointsBetweenTheLooksDecideNothing() {
    Said[] all = said(0, SSH);
    for (int bytes : new int[] {16, 64, 256, 1024, 2048}) {
      all[Checkpoints.GRID.reachedBy(bytes) - 1] = VERY_SURE;
    }
    assertEquals(SSH, DecidedEarly.decided(all, 0.9));
    assertNull(DecidedEarly.decided(Arrays.copyOf(new Said[0], END + 1), 0.9));
  }
}
