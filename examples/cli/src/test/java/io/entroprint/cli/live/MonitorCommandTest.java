package io.entroprint.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.cli.Main;
import io.entroprint.cli.Ran;
import io.entroprint.cli.option.EnvelopeFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code monitor} says where it cannot run; {@link MonitorLiveTest} has it run. */
@Timeout(120)
class MonitorCommandTest {
  private static final String SPEC = "Port: all\nRange: 1 65536 0 1.9\n";

  @TempDir Path directory;

  @Test
  void needsAnInterface() {
    Ran ran = Ran.command("monitor").withCode(2);
    assertEquals(
        List.of("entroprint: give a network interface by -i (try entroprint monitor --help)"),
        ran.problems());
  }

  @Test
  void saysWhatToInstallWhereLibpcapIsMissing() throws Exception {
    Ran ran = monitor(classPath(entry -> true), "-Dorg.pcap4j.core.pcapLibName=/no/libpcap.so");
    assertEquals(
        List.of(
            "entroprint: live capture needs libpcap, which was not found:"
                + " install it (Debian and Ubuntu: apt-get install libpcap0.8)"),
        ran.problems());
  }

  @Test
  void saysWhatToAddWherePcap4jIsMissing() throws Exception {
    Ran ran = monitor(classPath(entry -> !entry.contains("pcap4j") && !entry.contains("jna-")));
    assertEquals(1, ran.problems().size(), ran.err());
    assertTrue(
        ran.err().startsWith("entroprint: live capture needs pcap4j, which was not found: "),
        ran.err());
  }

  @Test
  void readsEnvelopesOfBothKinds() throws IOException {
    Path spec = Files.writeString(directory.resolve("a.nes"), SPEC);
    Path configuration =
        Files.writeString(
            directory.resolve("net-entropy.conf"),
            """
            # ours
            Interface: eth7
            RuntimeUser: nobody
            PcapFilter: tcp port 22
            MaxTrackSize: 4K
            ProtoSpec: a.nes
            """);
    EnvelopeFiles both = EnvelopeFiles.read(List.of(spec, configuration));
    assertEquals(2, both.specs().size());
    assertEquals("eth7", both.networkInterface().orElseThrow());
    assertEquals("nobody", both.runtimeUser().orElseThrow());
    assertEquals("tcp port 22", both.filter().orElseThrow());
    assertEquals(4096, both.maxTrackSize());
    assertEquals(65_536, EnvelopeFiles.read(List.of(spec)).maxTrackSize());
  }

  @Test
  void namesTheLineOfABadEnvelope() throws IOException {
    Path spec = Files.writeString(directory.resolve("bad.nes"), "Port: all\nRange: 1 0 0 8\n");
    Ran ran = Ran.command("monitor", "-i", "eth0", "--envelope", spec).withCode(1);
    assertEquals(
        List.of("entroprint: " + spec + ", line 2: Range: the end 0 is before the start 1"),
        ran.problems());
  }

  private static String classPath(Predicate<String> kept) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(kept)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** In a process of its own, for what is once loaded or not found stays so. */
  private static Ran monitor(String classPath, String... options) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As the command's own jar says in its manifest; newer JDKs warn without it.
    builder.command().add("--enable-native-access=ALL-UNNAMED");
    builder.command().addAll(List.of(options));
    builder.command().addAll(List.of("-cp", classPath, Main.class.getName()));
    builder.command().addAll(List.of("monitor", "-i", "no-such-interface"));
    Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Ran(process.waitFor(), "", err).withCode(1);
  }
}
