package io.entroprint.example.ids;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of README and guide, taken from there: they compile without a warning, and run. */
class ReadmeTest {
  private static final Pattern PROGRAM =
      Pattern.compile("```java\n((?:import [^\n]*\n)+\n[^`]*class (\\w+) [^`]*)```");

  @TempDir private Path directory;

  /** The ten lines of the quick start. */
  @Test
  void theQuickStartCompilesAndRuns() throws Exception {
    String name = compiled(Path.of("../../README.md"));
    String printed = run(directory, name, "../captures/http.pcap");
    assertEquals(13, printed.lines().filter(l -> l.matches("TCP 198.* http")).count(), printed);
  }

  @Test
  void theHostProgramCompilesAndRuns() throws Exception {
    String name = compiled(Path.of("../../classifier/EMBEDDING.md"));
    Path eve = directory.resolve("eve.json");
    String printed = run(directory, name, "../captures/http.pcap", eve.toString());
    assertTrue(printed.contains("192.0.2.1:50412 -> 192.0.2.2:8080 http"), printed);
    assertEquals(13, printed.lines().filter(l -> l.matches("FINAL TCP 198.* http")).count());
    assertEquals(14, Files.readAllLines(eve).size());
  }

  /** Compiles the program of a page, and gives the name of its class. */
  private String compiled(Path page) throws Exception {
    Matcher program = PROGRAM.matcher(Files.readString(page));
    assertTrue(program.find(), "no program in " + page);
    String name = program.group(2);
    Path source = Files.writeString(directory.resolve(name + ".java"), program.group(1));
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                messages,
                messages,
                List.of(
                        "--release",
                        "17",
                        "-Xlint:all",
                        "-Werror",
                        "-d",
                        directory.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString())
                    .toArray(String[]::new));
    assertEquals(0, code, messages.toString(UTF_8));
    return name;
  }

  private static String run(Path directory, String name, String... args) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
      System.setOut(new PrintStream(out, true, UTF_8));
      loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) args);
    } finally {
      System.setOut(before);
    }
    return out.toString(UTF_8);
  }
}
