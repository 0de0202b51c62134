package io.entroprint.cli.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OrderedOutputTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal = Terminal.of(out, err);

  private OrderedOutput output(long mostHeld) {
    return new OrderedOutput(terminal, new Progress(terminal, 1), mostHeld);
  }

  @Test
  void holdsBackWhatComesBeforeItsTurn() {
    OrderedOutput output = output(1000);
    OrderedOutput.Section first = output.section(0);
    OrderedOutput.Section second = output.section(1);
    second.print("second\n");
    second.problem("bad");
    second.close();
    assertEquals("", out.toString(StandardCharsets.UTF_8));
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    first.write("first\n".getBytes(StandardCharsets.UTF_8));
    first.close();
    assertEquals("first\nsecond\n", out.toString(StandardCharsets.UTF_8));
    assertEquals("entroprint: bad\n", err.toString(StandardCharsets.UTF_8));
    assertTrue(output.hadProblems());
  }

  /** With a bound far below the output, so that the tasks behind the first must wait. */
  @Test
  @Timeout(60)
  void keepsTheOrderOfTasksThatRunAtTheSameTime() throws Exception {
    int tasks = 40;
    OrderedOutput output = output(500);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<?>> all = new ArrayList<>();
    for (int t = 0; t < tasks; t++) {
      int task = t;
      all.add(pool.submit(() -> write(output, task)));
    }
    for (Future<?> one : all) {
      one.get();
    }
    pool.shutdown();
    StringBuilder expected = new StringBuilder();
    for (int t = 0; t < tasks; t++) {
      expected.append(text(t));
    }
    assertEquals(expected.toString(), out.toString(StandardCharsets.UTF_8));
  }

  private static void write(OrderedOutput output, int task) {
    try (OrderedOutput.Section section = output.section(task)) {
      String text = text(task);
      section.print(text.substring(0, text.length() / 2));
      section.write(text.substring(text.length() / 2).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Some tasks have little to say and are done at once, others have much. */
  private static String text(int task) {
    return (task + " ").repeat(1 + task * 7919 % 13_000);
  }

  @Test
  void stopsWhenTheOutputCannotBeWritten() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Terminal broken = Terminal.of(full, err);
    OrderedOutput output = new OrderedOutput(broken, new Progress(broken, 1), 10);
    OrderedOutput.Section section = output.section(0);
    section.print("x");
    assertThrows(UncheckedIOException.class, section::close);
  }
}
