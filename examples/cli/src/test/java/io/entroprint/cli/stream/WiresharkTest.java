package io.entroprint.cli.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.entroprint.cli.JsonTree;
import io.entroprint.cli.Ran;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script for Wireshark and tshark says of every packet what {@code classify} says. */
class WiresharkTest {
  private static final Path SCRIPT = Path.of("..", "wireshark", "entroprint.lua");
  private static final String[] FIELDS = {
    "ip.src",
    "ip.dst",
    "tcp.srcport",
    "tcp.dstport",
    "udp.srcport",
    "udp.dstport",
    "tcp.stream",
    "entroprint.label",
    "entroprint.confidence",
    "entroprint.nature",
    "entroprint.client",
    "entroprint.server"
  };
  private static final int VERDICT = 7;

  @TempDir static Path directory;

  private static Path command;

  @BeforeAll
  static void makeTheCommand() throws IOException {
    assumeTrue(File.separatorChar == '/' && isOnPath("tshark"), "tshark is not installed");
    command = directory.resolve("entro print");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.writeString(
        command,
        """
        #!/bin/sh
        exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' io.entroprint.cli.Main "$@"
        """
            .formatted(java, System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private record Tshark(List<String> lines, String errors) {

    static Tshark of(Path entroprint, Path capture, String... more)
        throws IOException, InterruptedException {
      List<String> words = new ArrayList<>(List.of("tshark", "-r", capture.toString()));
      words.addAll(List.of("-X", "lua_script:" + SCRIPT, "-T", "fields"));
      words.addAll(List.of("-o", "entroprint.command:" + entroprint));
      words.addAll(List.of(more));
      Path out = Files.createTempFile(directory, "tshark", ".out");
      Path err = Files.createTempFile(directory, "tshark", ".err");
      ProcessBuilder tshark =
          new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
      // A home of its own: what a user has set must not count here.
      tshark.environment().put("HOME", directory.toString());
      tshark.environment().remove("ENTROPRINT");
      Process process = tshark.start();
      assertTrue(process.waitFor(5, TimeUnit.MINUTES), "tshark does not end");
      assertEquals(0, process.exitValue(), Files.readString(err));
      return new Tshark(Files.readAllLines(out), Files.readString(err));
    }
  }

  private static String[] fields() {
    return Arrays.stream(FIELDS).flatMap(name -> Stream.of("-e", name)).toArray(String[]::new);
  }

  /** A stream by its ends, in either order, and what is said of it. */
  private static String said(String proto, String a, String b, List<String> verdict) {
    return proto
        + " "
        + (a.compareTo(b) < 0 ? a + " " + b : b + " " + a)
        + " "
        + String.join(" ", verdict);
  }

  private static Set<String> byClassify(Path capture) throws IOException {
    Set<String> all = new TreeSet<>();
    for (String line : Ran.command("classify", "--json", capture).withCode(0).silent().lines()) {
      JsonTree stream = JsonTree.of(line);
      JsonTree verdict = stream.at("entroprint");
      all.add(
          said(
              stream.at("proto").text(),
              stream.at("src_ip").text() + ":" + (int) stream.at("src_port").number(),
              stream.at("dest_ip").text() + ":" + (int) stream.at("dest_port").number(),
              List.of(
                  verdict.at("label").text(),
                  Double.toString(verdict.at("confidence").number()),
                  verdict.at("nature").text(),
                  verdict.at("client").text(),
                  verdict.at("server").text())));
    }
    return all;
  }

  @Test
  void everyPacketOfTheExampleCapturesCarriesWhatClassifySaysOfItsStream() throws Exception {
    int captures = 0;
    List<Path> files;
    try (Stream<Path> found = Files.list(Ran.exampleCaptures())) {
      files = found.filter(file -> file.toString().endsWith(".pcap")).sorted().toList();
    }
    for (Path capture : files) {
      Tshark tshark = Tshark.of(command, capture, fields());
      Set<String> all = new TreeSet<>();
      for (String line : tshark.lines()) {
        String[] field = line.split("\t", -1);
        assertEquals(FIELDS.length, field.length, line);
        boolean tcp = !field[2].isEmpty();
        String[] ports = Arrays.copyOfRange(field, tcp ? 2 : 4, tcp ? 4 : 6);
        List<String> verdict = new ArrayList<>(List.of(field).subList(VERDICT, FIELDS.length));
        assertTrue(!verdict.get(0).isEmpty(), () -> capture + ": no label: " + line);
        verdict.set(1, Double.toString(Double.parseDouble(verdict.get(1))));
        all.add(
            said(
                tcp ? "TCP" : "UDP",
                field[0] + ":" + ports[0],
                field[1] + ":" + ports[1],
                verdict));
      }
      assertEquals(String.join("\n", byClassify(capture)), String.join("\n", all));
      captures++;
    }
    assertTrue(captures >= 9, captures + " captures");
  }

  @Test
  void aLabelIsADisplayFilter() throws Exception {
    Path capture = Ran.exampleCaptures().resolve("ftp.pcap");
    String[] filter = {"-Y", "entroprint.label == \"ftp-control\"", "-e", "tcp.stream"};
    Set<String> streams = new TreeSet<>(Tshark.of(command, capture, filter).lines());
    long control =
        Ran.command("classify", "--json", capture).lines().stream()
            .filter(line -> line.contains("\"label\":\"ftp-control\""))
            .count();
    assertEquals(control, streams.size());
    assertTrue(control > 0);
  }

  @Test
  void saysWhereTheCommandIsNotFoundAndShowsThePacketsAllTheSame() throws Exception {
    Path capture = Ran.exampleCaptures().resolve("ssh1.pcap");
    Tshark tshark =
        Tshark.of(
            directory.resolve("nothing here"),
            capture,
            "-e",
            "tcp.stream",
            "-e",
            "entroprint.label");
    assertTrue(tshark.errors().contains("nothing here' was not found"), tshark.errors());
    assertTrue(tshark.errors().contains("entroprint.command"), tshark.errors());
    assertTrue(tshark.lines().size() > 50, tshark.lines().size() + " packets");
    assertTrue(tshark.lines().stream().allMatch(line -> line.endsWith("\t")), "labels of nobody");
  }

  @Test
  void saysWhatTheCommandSays() throws Exception {
    Path options = directory.resolve("none.library");
    Tshark tshark =
        Tshark.of(
            command,
            Ran.exampleCaptures().resolve("ssh1.pcap"),
            "-o",
            "entroprint.options:--library '" + options + "'",
            "-e",
            "entroprint.label");
    assertTrue(tshark.errors().contains("none.library: no such file"), tshark.errors());
  }
}
