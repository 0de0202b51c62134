package io.entroprint.cli.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whole processes, fed by pipes, of which nobody knows how long they are. */
@EnabledOnOs(OS.LINUX)
class RelaunchTest {
  private static final int SIGINT = 2;
  private static final Path CAPTURE = Path.of("../captures/ssh2.pcap");

  /** What only the launcher gives. */
  private static final String SIGN = "-XX:+UseSerialGC";

  @TempDir Path directory;
  private Path jar;

  /** A jar of nothing but its class path: that of this test. */
  @BeforeEach
  void makeJar() throws IOException {
    jar = directory.resolve("a jar.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
    // As in the command's own jar; or newer versions of Java say a word about JNA.
    manifest.getMainAttributes().putValue("Enable-Native-Access", "ALL-UNNAMED");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  private ProcessBuilder program(Map<String, String> environment, String... words) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-jar");
    line.add(jar.toString());
    line.addAll(List.of(words));
    ProcessBuilder program = new ProcessBuilder(line);
    // The tests may themselves have been started with some.
    program.environment().keySet().removeIf(name -> name.contains("JAVA_"));
    program.environment().putAll(environment);
    return program;
  }

  private record Ended(int code, String out, String err) {}

  private Ended run(Map<String, String> environment, Path input, String... words)
      throws IOException, InterruptedException {
    File out = directory.resolve("out").toFile();
    File err = directory.resolve("err").toFile();
    Process process = program(environment, words).redirectOutput(out).redirectError(err).start();
    try (OutputStream in = process.getOutputStream()) {
      Files.copy(input, in);
    } catch (IOException e) {
      assertEquals("Broken pipe", e.getMessage());
    }
    int code = process.waitFor();
    return new Ended(
        code, Files.readString(out.toPath(), UTF_8), Files.readString(err.toPath(), UTF_8));
  }

  private static List<String> commandLine(Process process) throws IOException {
    return List.of(
        Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), UTF_8).split("\0"));
  }

  @Test
  void givesTheSameWithTheOptionsOfTheLauncher() throws Exception {
    Path log = directory.resolve("gc");
    String options = "-Xlog:gc*:file=" + log;
    assertFalse(options.contains(" "), "options are split at blanks");
    String[] words = {"classify", "--json", "-"};
    Ended plain = run(Map.of("JAVA_OPTIONS", options, Relaunch.FORBIDDEN, "1"), CAPTURE, words);
    assertFalse(Files.exists(log));
    Ended anew = run(Map.of("JAVA_OPTIONS", options), CAPTURE, words);
    assertTrue(Files.readString(log).contains("Using Serial"));
    assertEquals(0, anew.code);
    assertEquals(plain.out, anew.out);
    assertEquals(plain.err, anew.err);
  }

  @Test
  void keepsTheExitCodeAndTheWords() throws Exception {
    Path noCapture = Files.writeString(directory.resolve("notes"), "no capture");
    Ended badInput = run(Map.of(), noCapture, "classify", "-", "what ever\n'\u00e4\"");
    assertEquals(1, badInput.code);
    assertTrue(badInput.err.contains("what ever"), badInput.err);
    assertTrue(badInput.err.contains("'\u00e4\": no such file"), badInput.err);
    assertEquals(2, run(Map.of(), noCapture, "classify", "--nonsense", "-").code);
  }

  @Test
  void signalsReachIt() throws Exception {
    Map<String, Integer> codes = new HashMap<>(Map.of("INT", 130, "TERM", 143));
    if (isInterruptIgnored()) {
      codes.remove("INT");
    }
    for (Map.Entry<String, Integer> each : codes.entrySet()) {
      Process process =
          program(Map.of(), "classify", "-")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        while (process.isAlive() && !commandLine(process).contains(SIGN)) {
          Thread.sleep(20);
        }
        String pid = Long.toString(process.pid());
        assertEquals(0, new ProcessBuilder("kill", "-" + each.getKey(), pid).start().waitFor());
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "ended by " + each.getKey());
        assertEquals(each.getValue(), process.exitValue(), each.getKey());
      } finally {
        process.destroyForcibly();
      }
    }
  }

  /** Whoever is started in the background of a shell script inherits that SIGINT is ignored. */
  private static boolean isInterruptIgnored() throws IOException {
    String ignored =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElseThrow();
    return (Long.parseUnsignedLong(ignored, 16) & 1L << (SIGINT - 1)) != 0;
  }

  @Test
  void endsQuietlyWhereNobodyReads() throws Exception {
    Path err = directory.resolve("err");
    Process process =
        program(Map.of(), "classify", "--json", "-").redirectError(err.toFile()).start();
    process.getInputStream().close();
    try (OutputStream in = process.getOutputStream()) {
      Files.copy(CAPTURE, in);
    }
    assertEquals(1, process.waitFor());
    assertEquals("", Files.readString(err, UTF_8));
  }

  @Test
  void leavesWhoChoseAlone() {
    assertTrue(Relaunch.isForbidden(Map.of(Relaunch.FORBIDDEN, "1")));
    assertFalse(Relaunch.isForbidden(Map.of(Relaunch.FORBIDDEN, "")));
    assertTrue(Relaunch.isForbidden(Map.of("JDK_JAVA_OPTIONS", "-Xmx1g")));
    assertFalse(Relaunch.isForbidden(Map.of("JAVA_OPTIONS", "-Xmx1g")));
    assertTrue(Relaunch.isPlain(line("java", "-jar", "x.jar", "classify"), 1));
    assertFalse(Relaunch.isPlain(line("java", "-Xmx1g", "-jar", "x.jar", "classify"), 1));
    assertFalse(Relaunch.isPlain(line("java", "-cp", "x.jar", "classify"), 1));
  }

  private static List<byte[]> line(String... words) {
    return Relaunch.split(String.join("\0", words).concat("\0").getBytes(UTF_8));
  }

  @Test
  void sizesOfAllFilesAndDirectoriesCount() throws IOException {
    Path none = directory.resolve("none");
    Path below = Files.createDirectories(directory.resolve("captures/below"));
    Path half = below.resolve("half");
    byte[] twoMegabytes = new byte[2 << 20];
    Files.write(half, twoMegabytes);
    Path other = Files.write(directory.resolve("other"), twoMegabytes);
    String captures = directory.resolve("captures").toString();
    assertFalse(CaptureSize.isLarge(new String[] {"classify", captures, none.toString()}, none));
    assertTrue(CaptureSize.isLarge(new String[] {"classify", captures, other.toString()}, none));
    assertTrue(CaptureSize.isLarge(new String[] {"classify", half.toString(), "-"}, other));
    assertFalse(CaptureSize.isLarge(new String[] {"classify", half.toString()}, other));
    assertFalse(CaptureSize.isLarge(new String[] {"streams", "-o", "/dev/null"}, none));
  }
}
