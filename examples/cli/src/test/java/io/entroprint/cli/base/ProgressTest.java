package io.entroprint.cli.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Terminal terminal(boolean watched) {
    return new Terminal(
        OutputStream.nullOutputStream(),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        watched,
        0);
  }

  @Test
  void showsAPhaseOnATerminalAndTakesItBack() throws IOException {
    assertEquals(5, Phase.run(terminal(true), "training", () -> 5));
    assertEquals("training ...\r\033[K", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void showsNothingElsewhere() throws IOException {
    assertEquals(5, Phase.run(terminal(false), "training", () -> 5));
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }
}
