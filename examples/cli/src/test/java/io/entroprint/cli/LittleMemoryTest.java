package io.entroprint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole processes with less memory than they need: they say so and end. */
class LittleMemoryTest {
  @TempDir Path directory;

  /**
   * With 24 MiB or so the thread that reads had no memory left to say that it was over, and the
   * command waited for ever, whatever signal it got.
   */
  @ParameterizedTest
  @CsvSource({"16, 1", "20, 3", "24, 1", "24, 3", "28, 2", "34, 2", "44, 2"})
  void theCommandSaysSoAndEnds(int mebibytes, int threads) throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + mebibytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "classify",
                "--threads",
                String.valueOf(threads),
                "../captures/ftp.pcap",
                "../captures/udp.pcap")
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("ENTROPRINT_NO_RELAUNCH", "1");
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it never ends");
    } finally {
      process.destroyForcibly();
    }
    List<String> said = Files.readAllLines(err, UTF_8);
    assertEquals(said.isEmpty() ? 0 : 1, process.exitValue(), said.toString());
    // The bundled library may become smaller.
    assertTrue(mebibytes > 20 || !said.isEmpty(), "there was enough memory");
    for (String line : said) {
      assertTrue(line.matches("entroprint: .*-Xmx.*"), said.toString());
    }
  }
}
