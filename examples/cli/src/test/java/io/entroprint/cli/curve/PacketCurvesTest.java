package io.entroprint.cli.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import io.entroprint.cli.Ran;
import io.entroprint.packets.TinyCapture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PacketCurvesTest {
  private static final String NAME = "20261121T204446.123456-tcp-192.0.2.1_50412-198.51.100.2_22";

  @TempDir Path directory;

  private Path capture() throws IOException {
    return TinyCapture.create()
        .tcp(50412, 22, "abcd", "aaaa")
        .tcp(50413, 22, "", "")
        .writeTo(directory.resolve("a.pcap"));
  }

  @Test
  void writesTheEntropyAfterEachPacketAndAScriptThatDrawsAllStreams() throws IOException {
    Path out = directory.resolve("out");
    Ran.command("curves", "--packets", "-o", out, capture(), capture()).withCode(0).silent();
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(
          List.of(NAME + "-2.dat", NAME + ".dat", "curves.gnuplot"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    assertEquals("4 2.00000000\n8 1.54879494\n", Files.readString(out.resolve(NAME + ".dat")));
    assertEquals(
        """
        # gnuplot curves.gnuplot  draws 2 streams into curves.png
        set terminal pngcairo size 1200,800
        set output 'curves.png'
        set xlabel 'bytes'
        set ylabel 'entropy (bits per byte)'
        set logscale x 2
        set xrange [1:65536]
        set yrange [0:8]
        set grid
        set key off
        threshold = 7.9
        plot threshold with lines dashtype 2 linewidth 2 linecolor rgb 'black', \\
          '%s.dat' using 1:2 with lines, \\
          '%s-2.dat' using 1:2 with lines
        """
            .formatted(NAME, NAME),
        Files.readString(out.resolve("curves.gnuplot")));
  }

  /** Where gnuplot is installed. */
  @Test
  @Timeout(60)
  void gnuplotDrawsThem() throws Exception {
    Path out = directory.resolve("it's out");
    Ran.command("curves", "--packets", "-o", out, Ran.exampleCaptures().resolve("ssh2.pcap"))
        .withCode(0);
    Path said = directory.resolve("said");
    Process gnuplot;
    try {
      gnuplot =
          new ProcessBuilder("gnuplot", "curves.gnuplot")
              .directory(out.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
    } catch (IOException e) {
      abort("no gnuplot here: " + e.getMessage());
      return;
    }
    assertEquals(0, gnuplot.waitFor(), () -> said(said));
    assertEquals("", said(said));
    byte[] image = Files.readAllBytes(out.resolve("curves.png"));
    assertEquals("PNG", new String(image, 1, 3, StandardCharsets.US_ASCII));
  }

  private static String said(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void takesOneViewAndAnotherThreshold() throws IOException {
    Path out = directory.resolve("out");
    Ran.command(
            "curves",
            "--packets",
            "--view",
            "to_client",
            "--threshold",
            "6.5",
            "-o",
            out,
            capture())
        .withCode(0);
    assertEquals("4 0.00000000\n", Files.readString(out.resolve(NAME + ".dat")));
    assertEquals(
        1,
        Files.readString(out.resolve("curves.gnuplot"))
            .lines()
            .filter("threshold = 6.5"::equals)
            .count());
  }

  @Test
  void refusesWhatDoesNotGoWithIt() throws IOException {
    Path file = capture();
    Ran.command("curves", "--packets", "--csv", file).withCode(2);
    Ran.command("curves", "--packets", "-o", directory, "--offsets", "1,2", file).withCode(2);
    Ran.command("curves", "--packets", "-o", directory, "--view", "both,to_client", file)
        .withCode(2);
    Ran.command("curves", "-o", directory, "--threshold", "7", file).withCode(2);
  }
}
