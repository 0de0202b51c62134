package io.entroprint.cli.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.cli.ExampleLibrary;
import io.entroprint.cli.Ran;
import io.entroprint.packets.TinyCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who judges a stream, and when, must not show in what is printed. */
class AnyNumberOfThreadsTest {
  @TempDir static Path directory;

  private static Path library;

  @BeforeAll
  static void trainALibrary() {
    library = ExampleLibrary.trainTo(directory.resolve("examples.txt"));
  }

  /** What the command prints, the same for one thread, two and seven. */
  private static Ran same(String command, Object... operands) {
    Ran one = ran(command, "1", operands);
    for (String threads : List.of("2", "7")) {
      assertEquals(one, ran(command, threads, operands), command + ", threads: " + threads);
    }
    return one;
  }

  private static Ran ran(String command, String threads, Object... operands) {
    List<Object> words = new ArrayList<>(Arrays.asList(command.split(" ")));
    words.addAll(List.of("--library", library, "--threads", threads));
    words.addAll(Arrays.asList(operands));
    return Ran.command(words.toArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "classify",
        "classify --force",
        "classify --precision .9",
        "classify --fast --join",
        "classify --json --join",
        "classify --json --fast --events",
        "classify --json --precision .9 --events",
        "sessions --json",
        "streams --labels --suggest"
      })
  void theExamplesPrintTheSame(String command) {
    Ran ran = same(command, Ran.exampleCaptures()).withCode(0).silent();
    assertTrue(ran.lines().size() >= 9, ran.lines().size() + " lines");
  }

  /** Streams come out of order where more would wait for one than may. */
  @ParameterizedTest
  @ValueSource(strings = {"classify --json", "classify --json --precision .9 --events"})
  void sheddingStreamsPrintsTheSame(String command) throws IOException {
    TinyCapture capture = TinyCapture.create().udp(9, 9, "a stream that stays open".repeat(30));
    for (int i = 0; i < 300; i++) {
      capture.tcp(1000 + i, 22, "SSH-2.0-client\r\n".repeat(1 + i % 9), "SSH-2.0-server\r\n");
    }
    Path file = capture.writeTo(directory.resolve("many"));
    Ran ran = same(command + " --max-streams 40", file).withCode(0);
    assertEquals(301, ran.lines().stream().filter(l -> l.contains("\"flow\"")).count());
    assertTrue(ran.err().contains("out of order"), ran.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"classify --json", "classify --json --precision .9 --events --max-streams 9"})
  @Tag("shared")
  void hostileCapturesPrintTheSame(String command) {
    Path captures = Path.of(System.getProperty("entroprint.shared"), "captures", "hostile");
    assertTrue(same(command, captures).lines().size() > 500);
  }

  @Test
  @Tag("shared")
  void manyStreamsOfOneCapturePrintTheSame() {
    Path captures = Path.of(System.getProperty("entroprint.shared"), "captures", "hostile");
    assertTrue(same("classify --json --join", captures).lines().size() > 500);
  }
}
