package io.entroprint.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class HangUpTest {

  /** Whether whoever started this process had it ignore the signal, as nohup does. */
  private static boolean isIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("SigIgn:")) {
        return new BigInteger(line.substring(7).trim(), 16).testBit(0);
      }
    }
    return false;
  }

  @Test
  void theSignalDoesNotEndTheProcessButIsTold() throws Exception {
    assumeFalse(isIgnored(), "started by nohup");
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
