package io.entroprint.cli.option;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.capture.CaptureReader;
import io.entroprint.cli.base.Backlog;
import io.entroprint.cli.base.CaptureFile;
import io.entroprint.cli.base.Terminal;
import io.entroprint.label.FlowFilter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One capture that was made to cost too much takes no other with it. */
class CaptureRunTest {
  /** Of a capture that is nested too deeply, one that is too large and one that meets a defect. */
  private static final List<String> SAID =
      List.of(
          "entroprint: c1: is nested too deeply; the rest of it is left out",
          "entroprint: c2: takes more memory than Java may use here (-Xmx); the rest of it is"
              + " left out",
          "entroprint: c3: internal error: java.lang.IllegalStateException: a defect");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private CaptureRun run(int threads) {
    List<List<CaptureFile>> inputs =
        IntStream.range(0, 5)
            .mapToObj(i -> List.of(new CaptureFile(Path.of("c" + i), "c" + i)))
            .toList();
    return new CaptureRun(
        Terminal.of(out, err),
        List.of(),
        inputs,
        threads,
        new CaptureScan(),
        CaptureReader.builder(),
        FlowFilter.all());
  }

  private static int deeper(int depth) {
    return depth < 0 ? 0 : 1 + deeper(depth + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void errorsOfOneCaptureAreItsLine(int threads) throws IOException {
    int code =
        run(threads)
            .forEach(
                (input, section) -> {
                  section.print(input.name() + "\n");
                  switch (input.index()) {
                    case 1 -> section.print(Integer.toString(deeper(0)));
                    case 2 -> section.print(Integer.toString(new long[Integer.MAX_VALUE].length));
                    case 3 -> throw new IllegalStateException("a defect");
                    default -> section.print("read\n");
                  }
                });
    assertEquals(1, code);
    assertEquals("c0\nread\nc1\nc2\nc3\nc4\nread\n", out.toString(UTF_8));
    List<String> said = err.toString(UTF_8).lines().sorted().toList();
    assertEquals(SAID, said);
  }

  /** Work that spare threads do fails as it would where it was put off. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void errorsOfSpareThreadsAreTheLineOfTheirCapture(int threads) throws IOException {
    int code =
        run(threads)
            .forEach(
                (input, section) -> {
                  section.print(input.name() + ":");
                  try (Backlog backlog = input.backlog()) {
                    for (int i = 0; i < 400; i++) {
                      int value = i;
                      backlog.inTurn(
                          backlog.later(() -> value == 130 ? failure(input.index()) : value % 10),
                          digit -> section.print(digit.toString()));
                    }
                  }
                  section.print("\n");
                });
    assertEquals(1, code);
    String whole = "0123456789".repeat(40);
    String begun = "0123456789".repeat(13);
    assertEquals(
        "c0:" + whole + "\nc1:" + begun + "c2:" + begun + "c3:" + begun + "c4:" + whole + "\n",
        out.toString(UTF_8));
    assertEquals(SAID, err.toString(UTF_8).lines().toList());
  }

  private static int failure(int capture) {
    return switch (capture) {
      case 1 -> deeper(0);
      case 2 -> new long[Integer.MAX_VALUE].length;
      case 3 -> throw new IllegalStateException("a defect");
      default -> 0;
    };
  }

  /** Where the output is gone there is nothing to go on for. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anOutputThatFailsEndsTheRun(int threads) {
    IOException full = new IOException("no space left");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                run(threads)
                    .forEach(
                        (input, section) -> {
                          throw new UncheckedIOException(full);
                        }));
    assertTrue(thrown == full || thrown.getCause() == full, thrown.toString());
  }
}
