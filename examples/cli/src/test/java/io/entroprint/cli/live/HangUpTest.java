package io.entroprint.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class HangUpTest {

  @Test
  void theSignalDoesNotEndTheProcessButIsTold() throws Exception {
    AtomicInteger told = new AtomicInteger();
    HangUp.run(told::incrementAndGet);
    String self = Long.toString(ProcessHandle.current().pid());
    for (int signal = 1; signal <= 2; signal++) {
      assertEquals(0, new ProcessBuilder("kill", "-HUP", self).start().waitFor());
      // Two that come together may be told once, so the second waits for the first.
      for (int tries = 0; tries < 600 && told.get() < signal; tries++) {
        Thread.sleep(50);
      }
    }
    assertEquals(2, told.get());
  }
}
