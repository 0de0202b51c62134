package io.entroprint.fingerprints;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A module of somebody else's compiles against the jars as they are published, and runs on them,
 * with nothing but the module path.
 */
class ConsumerModuleIT {
  private static final String PROGRAM =
      """
      package consumer;

      import io.entroprint.entropy.FeatureDefinition;
      import io.entroprint.fingerprints.BundledLibrary;
      import io.entroprint.match.StreamClassifier;
      import io.entroprint.stream.StreamEvidence;
      import io.entroprint.match.Verdict;
      import io.entroprint.entropy.Direction;
      import io.entroprint.entropy.StreamMeter;
      import io.entroprint.stream.Transport;
      import java.nio.charset.StandardCharsets;

      public final class Main {
        public static void main(String[] arguments) {
          StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
          add(meter, Direction.TO_SERVER, "GET / HTTP/1.1\\r\\nHost: a.example\\r\\nAccept: */*\\r\\n\\r\\n");
          add(meter, Direction.TO_CLIENT, "HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\n\\r\\n<html></html>");
          StreamClassifier classifier = new StreamClassifier(BundledLibrary.load());
          Verdict verdict = classifier.classify(StreamEvidence.of(Transport.TCP, meter).ended());
          System.out.println(Main.class.getModule().getName() + " " + verdict.nearest().get().split("/")[0]);
        }

        private static void add(StreamMeter meter, Direction direction, String text) {
          byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
          meter.add(direction, bytes, 0, bytes.length);
        }
      }
      """;

  @TempDir private Path directory;

  @Test
  void compilesAndRunsOnTheJars() throws Exception {
    write("module-info.java", "module consumer { requires io.entroprint.fingerprints; }");
    write("consumer/Main.java", PROGRAM);
    assertEquals("", compile());
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                modulePath() + System.getProperty("path.separator") + directory.resolve("classes"),
                "--module",
                "consumer/consumer.Main")
            .redirectErrorStream(true)
            .start();
    String output = new String(run.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, run.waitFor(), output);
    assertEquals("consumer http", output.strip());
  }

  /** Nothing that only classifies needs is an automatic module, which jlink refuses. */
  @Test
  void becomesAnImageThatRuns() throws Exception {
    Path jmods = Path.of(System.getProperty("java.home"), "jmods");
    assumeTrue(Files.isDirectory(jmods), "this Java has no jmods");
    write("module-info.java", "module consumer { requires io.entroprint.fingerprints; }");
    write("consumer/Main.java", PROGRAM);
    assertEquals("", compile());
    Path image = directory.resolve("image");
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    ToolProvider.findFirst("jlink")
        .orElseThrow()
        .run(
            out,
            out,
            "--module-path",
            modulePath() + System.getProperty("path.separator") + directory.resolve("classes"),
            "--add-modules",
            "consumer",
            "--output",
            image.toString());
    assertEquals("", said.toString());
    Process run =
        new ProcessBuilder(
                image.resolve("bin").resolve("java").toString(),
                "--module",
                "consumer/consumer.Main")
            .redirectErrorStream(true)
            .start();
    String output = new String(run.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, run.waitFor(), output);
    assertEquals("consumer http", output.strip());
  }

  @Test
  void whatIsNotPublicStaysClosed() throws Exception {
    write("module-info.java", "module consumer { requires io.entroprint.core; }");
    write(
        "consumer/Main.java",
        "package consumer; class Main { Object o = io.entroprint.match.Verdict.class; }");
    String errors = compile();
    assertTrue(errors.contains("io.entroprint.match"), errors);
  }

  private void write(String name, String source) throws IOException {
    Path file = directory.resolve("source").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
  }

  /** Compiles the module; empty if there is nothing to complain of. */
  private String compile() {
    Path source = directory.resolve("source");
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    ToolProvider.findFirst("javac")
        .orElseThrow()
        .run(
            out,
            out,
            "-Xlint:all,-requires-transitive-automatic",
            "-Werror",
            "--module-path",
            modulePath(),
            "-d",
            directory.resolve("classes").toString(),
            source.resolve("module-info.java").toString(),
            source.resolve("consumer/Main.java").toString());
    return said.toString();
  }

  /** The jars that this test runs on: those of the project, and what they need. */
  private static String modulePath() {
    List<Path> jars = new ArrayList<>();
    ModuleLayer.boot().configuration().modules().stream()
        .filter(m -> m.name().startsWith("io.entroprint."))
        .map(m -> m.reference().location().orElseThrow())
        .filter(location -> location.getScheme().equals("file"))
        .map((URI location) -> Path.of(location))
        .sorted()
        .forEach(jars::add);
    for (String artefact : List.of("core", "classifier", "fingerprints")) {
      assertEquals(
          1,
          jars.stream().filter(j -> isJarOf(artefact, j)).count(),
          () -> "no jar of " + artefact + " in " + jars);
    }
    return jars.stream()
        .map(Path::toString)
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  private static boolean isJarOf(String artefact, Path path) {
    String name = path.getFileName().toString();
    return name.startsWith("entroprint-" + artefact + "-") && name.endsWith(".jar");
  }
}
