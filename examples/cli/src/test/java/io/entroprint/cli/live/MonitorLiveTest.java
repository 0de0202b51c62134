package io.entroprint.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.cli.Main;
import io.entroprint.cli.Ran;
import io.entroprint.entropy.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapDumper;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapNativeException;

/**
 * Real connections over the loopback interface: what {@code monitor} says of them is what {@code
 * classify} and {@code envelope check} say of a capture file of the same packets. Only where this
 * process may capture.
 */
@Tag("live")
@Timeout(180)
class MonitorLiveTest {
  private static final int MOST_BYTES = 20_000;
  private static final long QUIET_NANOS = 600_000_000;

  @TempDir Path directory;

  /** A part of a conversation. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Turn(Direction direction, byte[] bytes) {}

  @Test
  void saysOfLiveTrafficWhatIsSaidOfAFileOfIt() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        PcapHandle handle = capture("tcp port " + server.getLocalPort())) {
      Path spec = Files.writeString(directory.resolve("a.nes"), "Port: all\nRange: 1 65536 0 4\n");
      Path eve = directory.resolve("eve.json");
      Process monitor =
          monitor(
              List.of(
                  "-i=lo",
                  "--json",
                  "--user=nobody",
                  "--eve=" + eve,
                  "--filter=tcp port " + server.getLocalPort(),
                  "--envelope=" + spec));
      try (BufferedReader err =
          new BufferedReader(new InputStreamReader(monitor.getErrorStream(), UTF_8))) {
        List<String> said = new ArrayList<>();
        String line = err.readLine();
        while (line != null && !line.contains("listening")) {
          said.add(line);
          line = err.readLine();
        }
        assertTrue(line != null, () -> "ended: " + said);
        assertRunsAsNobody(monitor);
        int connections = 0;
        for (String name : List.of("ssh2.pcap", "http.pcap", "tls.pcap", "ftp.pcap")) {
          for (List<Turn> conversation : conversations(Ran.exampleCaptures().resolve(name))) {
            replay(server, conversation);
            connections++;
          }
        }
        Path file = directory.resolve("same.pcap");
        dump(handle, file);

        monitor.toHandle().destroy(); // unlike that of the process, leaves its output open
        String out = new String(monitor.getInputStream().readAllBytes(), UTF_8);
        String rest = err.lines().collect(Collectors.joining("\n"));
        assertEquals(0, monitor.waitFor(), rest);
        assertTrue(rest.startsWith("entroprint: lo: "), rest);
        assertTrue(rest.contains(" packets, dropped by the kernel 0, by the interface 0"), rest);

        Ran verdicts = Ran.command("classify", "--json", file).withCode(0).silent();
        Ran alarms = Ran.command("envelope", "check", "--json", "--spec", spec, file).withCode(0);
        assertEquals(connections, verdicts.lines().size());
        assertTrue(alarms.lines().size() > 1, alarms.out());
        List<String> expected =
            comparable(Stream.concat(verdicts.lines().stream(), alarms.lines().stream()));
        assertEquals(
            expected, comparable(out.lines().filter(l -> !l.contains("entroprint_stats"))));
        assertEquals(expected, comparable(Files.readAllLines(eve).stream()));
      } finally {
        monitor.destroyForcibly();
      }
    }
  }

  @Test
  void doesNotBeginAsAUserThatItCannotBecome() throws Exception {
    capture("tcp port 1").close();
    Process monitor = monitor(List.of("-i", "lo", "--user", "no-such-user"));
    String err = new String(monitor.getErrorStream().readAllBytes(), UTF_8);
    assertEquals(1, monitor.waitFor());
    assertEquals(
        "entroprint: cannot become user 'no-such-user': there is no such user", err.strip());
  }

  /** On copies of what this test runs on: Java goes on to load classes as the other user. */
  private Process monitor(List<String> options) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path copies = Files.createDirectory(directory.resolve("classpath"));
    List<String> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path copy = copies.resolve(Integer.toString(classPath.size()));
      copy(Path.of(entry), copy);
      classPath.add(copy.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            String.join(File.pathSeparator, classPath),
            Main.class.getName(),
            "monitor");
    builder.command().addAll(options);
    return builder.start();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    } catch (NoSuchFileException e) {
      // A module without resources has no such directory.
    }
  }

  private static void assertRunsAsNobody(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (Files.exists(status)) {
      Object nobody = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      String uid =
          Files.readAllLines(status).stream().filter(l -> l.startsWith("Uid:")).findFirst().get();
      assertTrue(!uid.contains("\t" + nobody), () -> "still user " + nobody + ": " + uid);
    }
  }

  private static PcapHandle capture(String filter) {
    try {
      PcapHandle handle =
          new PcapHandle.Builder("lo")
              .snaplen(1 << 18)
              .timeoutMillis(20)
              .bufferSize(1 << 24)
              .build();
      handle.setFilter(filter, BpfCompileMode.OPTIMIZE);
      handle.setBlockingMode(BlockingMode.NONBLOCKING);
      return handle;
    } catch (LinkageError | PcapNativeException e) {
      return abort("cannot capture from lo: " + e.getMessage());
    } catch (NotOpenException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes what has been captured. */
  private static void dump(PcapHandle handle, Path file) throws Exception {
    try (PcapDumper dumper = handle.dumpOpen(file.toString())) {
      long last = System.nanoTime();
      while (System.nanoTime() - last < QUIET_NANOS) {
        try {
          byte[] packet = handle.getNextRawPacketEx();
          dumper.dumpRaw(packet, handle.getTimestamp());
          last = System.nanoTime();
        } catch (TimeoutException e) {
          Thread.sleep(20);
        }
      }
    }
  }

  /** The TCP streams of a capture, the beginning of each. */
  private static List<List<Turn>> conversations(Path file) throws IOException {
    List<List<Turn>> all = new ArrayList<>();
    StreamObserver.Factory recorder =
        (StreamStart start) -> {
          List<Turn> turns = new ArrayList<>();
          if (start.key().transport() == Transport.TCP) {
            all.add(turns);
          }
          return new StreamObserver() {
            private int bytes;

            @Override
            public void bytes(Direction direction, byte[] array, int from, int length, long time) {
              int taken = Math.min(length, MOST_BYTES - bytes);
              bytes += taken;
              turns.add(new Turn(direction, Arrays.copyOfRange(array, from, from + taken)));
            }

            @Override
            public void ended(StreamSummary summary) {}
          };
        };
    try (CaptureReader reader = CaptureReader.open(file);
        FlowTable table = FlowTable.builder(recorder).build()) {
      table.acceptAll(reader);
    }
    return all;
  }

  /** Has two sockets say the same to each other. */
  private static void replay(ServerSocket server, List<Turn> conversation) throws IOException {
    try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      client.setTcpNoDelay(true);
      accepted.setTcpNoDelay(true);
      for (Turn turn : conversation) {
        boolean toServer = turn.direction() == Direction.TO_SERVER;
        (toServer ? client : accepted).getOutputStream().write(turn.bytes());
        byte[] got =
            (toServer ? accepted : client).getInputStream().readNBytes(turn.bytes().length);
        assertEquals(turn.bytes().length, got.length);
      }
    }
  }

  /** Without what says where and when packets were captured; two captures have two clocks. */
  private static List<String> comparable(Stream<String> lines) {
    return lines
        .map(
            line ->
                line.replaceAll(
                    "\"(timestamp|in_iface|pcap_filename|start|end)\":\"[^\"]*\",?", ""))
        .sorted()
        .toList();
  }
}
