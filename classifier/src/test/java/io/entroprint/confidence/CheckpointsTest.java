package io.entroprint.confidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.library.Label;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private static final Label SSH = new Label("ssh-2");
  private static final Label TLS = new Label("tls");

  /** Each has a calibration, or a look would be judged by that of an earlier one. */
  @Test
  void looksAreAtCheckpoints() {
    for (int i = 0; i < Checkpoints.LOOKS.size(); i++) {
      int bytes = Checkpoints.LOOKS.get(i);
      assertEquals(bytes, Checkpoints.GRID.get(Checkpoints.ofLook(i)));
    }
  }

  @Test
  void twoLooksDecideOrOneThatIsVerySure() {
    assertTrue(Checkpoints.isDecided(SSH, SSH, 0.5));
    assertFalse(Checkpoints.isDecided(TLS, SSH, 0.969));
    assertFalse(Checkpoints.isDecided(null, SSH, 0.969));
    assertTrue(Checkpoints.isDecided(TLS, SSH, 0.97));
    assertTrue(Checkpoints.isDecided(null, SSH, 0.97));
  }
}
