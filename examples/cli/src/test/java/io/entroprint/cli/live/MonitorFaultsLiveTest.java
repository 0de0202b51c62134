package io.entroprint.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.entroprint.cli.Main;
import io.entroprint.packets.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;

/**
 * {@code monitor} on a pair of virtual interfaces with VLAN tags, in a network namespace of its
 * own, and beside a server of syslog that takes connections and never answers. Needs root, {@code
 * ip} and libpcap; is skipped where they are not there.
 */
@Tag("live")
@Timeout(180)
class MonitorFaultsLiveTest {
  private static final String NAMESPACE = "entroprint-test";

  @TempDir Path directory;

  private static Process start(List<String> before, String... options) throws IOException {
    List<String> words = new ArrayList<>(before);
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    words.add(System.getProperty("java.class.path"));
    words.addAll(List.of(Main.class.getName(), "monitor"));
    words.addAll(List.of(options));
    return new ProcessBuilder(words).start();
  }

  private static BufferedReader listening(Process monitor) throws IOException {
    BufferedReader err = new BufferedReader(new InputStreamReader(monitor.getErrorStream(), UTF_8));
    List<String> said = new ArrayList<>();
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      if (line.contains("listening")) {
        return err;
      }
      said.add(line);
    }
    return abort("cannot capture: " + said);
  }

  private static boolean ip(String words) throws IOException, InterruptedException {
    Process ip = new ProcessBuilder(("ip " + words).split(" ", -1)).start();
    return ip.waitFor(20, TimeUnit.SECONDS) && ip.exitValue() == 0;
  }

  private static byte[] tagged(int vlan, boolean fromClient, int sequence, int flags, String text) {
    String from = fromClient ? Wire.CLIENT : Wire.SERVER;
    String to = fromClient ? Wire.SERVER : Wire.CLIENT;
    byte[] segment =
        Wire.tcp(
            fromClient ? 40_000 : 80,
            fromClient ? 80 : 40_000,
            sequence,
            0,
            flags,
            Wire.text(text));
    return Wire.ethernet(
        0x8100, Wire.join(Wire.u16(vlan), Wire.u16(0x0800), Wire.ipv4(from, to, 6, segment)));
  }

  /** The same addresses and ports under two tags are two streams, live as in a file. */
  @Test
  void streamsOfTwoVlansAreTwoOnAVirtualInterface() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/sbin/ip")) || Files.isExecutable(Path.of("/sbin/ip")));
    assumeTrue("root".equals(System.getProperty("user.name")));
    ip("netns del " + NAMESPACE);
    assumeTrue(ip("netns add " + NAMESPACE));
    try {
      assumeTrue(ip("link add epveth0 type veth peer name epveth1"));
      assumeTrue(ip("link set epveth1 netns " + NAMESPACE));
      assumeTrue(ip("link set epveth0 up"));
      assumeTrue(ip("netns exec " + NAMESPACE + " ip link set epveth1 up"));
      Process monitor =
          start(List.of("ip", "netns", "exec", NAMESPACE), "-i=epveth1", "--json", "--filter=vlan");
      try (BufferedReader err = listening(monitor)) {
        send("epveth0");
        Thread.sleep(1_000);
        monitor.toHandle().destroy();
        String out = new String(monitor.getInputStream().readAllBytes(), UTF_8);
        String rest = err.lines().collect(Collectors.joining("\n"));
        assertEquals(0, monitor.waitFor(), rest);
        List<String> streams =
            out.lines()
                .filter(line -> !line.contains("entroprint_stats"))
                .map(
                    line ->
                        line.replaceAll(
                            ".*(\"vlan\":\\[\\d+]).*(\"bytes_toserver\":\\d+).*", "$1 $2"))
                .sorted()
                .toList();
        assertEquals(
            List.of("\"vlan\":[10] \"bytes_toserver\":5", "\"vlan\":[20] \"bytes_toserver\":11"),
            streams,
            out + rest);
      } finally {
        monitor.destroyForcibly();
      }
    } finally {
      ip("link del epveth0");
      ip("netns del " + NAMESPACE);
    }
  }

  private static void send(String name) throws Exception {
    try (PcapHandle handle = new PcapHandle.Builder(name).snaplen(65_536).build()) {
      for (int vlan : new int[] {10, 20}) {
        String request = vlan == 10 ? "hello" : "hello again";
        handle.sendPacket(tagged(vlan, true, 99, Wire.SYN, ""));
        handle.sendPacket(tagged(vlan, false, 499, Wire.SYN | Wire.ACK, ""));
        handle.sendPacket(tagged(vlan, true, 100, Wire.ACK, request));
        handle.sendPacket(tagged(vlan, true, 100 + request.length(), Wire.ACK | Wire.FIN, ""));
        handle.sendPacket(tagged(vlan, false, 500, Wire.ACK | Wire.FIN, ""));
      }
    } catch (LinkageError | PcapNativeException e) {
      abort("cannot send: " + e.getMessage());
    }
  }

  /** Reproduction 03: every verdict reaches the file, and what syslog does not take is counted. */
  @Test
  void aServerThatDoesNotAnswerHoldsUpNoOtherOutput() throws Exception {
    int connections = 60;
    InetAddress loopback = InetAddress.getLoopbackAddress();
    Path eve = directory.resolve("eve.json");
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket deaf = new ServerSocket(0, 1, loopback);
        ServerSocket server = new ServerSocket(0, 8, loopback)) {
      fill(deaf, waiting);
      Process monitor =
          start(
              List.of(),
              "-i=lo",
              "--json",
              "--filter=tcp port " + server.getLocalPort(),
              "--syslog=tcp://127.0.0.1:" + deaf.getLocalPort(),
              "--eve=" + eve);
      try (BufferedReader err = listening(monitor)) {
        for (int i = 0; i < connections; i++) {
          try (Socket client = new Socket(loopback, server.getLocalPort());
              Socket accepted = server.accept()) {
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
            client.shutdownOutput();
            accepted.getInputStream().readAllBytes();
          }
        }
        // While the first event of syslog still waits for its connection.
        long until = System.nanoTime() + 60_000_000_000L;
        while (lines(eve) < connections && System.nanoTime() < until) {
          Thread.sleep(100);
        }
        assertEquals(connections, lines(eve));
        monitor.toHandle().destroy();
        String out = new String(monitor.getInputStream().readAllBytes(), UTF_8);
        String rest = err.lines().collect(Collectors.joining("\n"));
        assertEquals(1, monitor.waitFor(), rest);
        assertEquals(connections, out.lines().filter(l -> !l.contains("entroprint_stats")).count());
        assertTrue(rest.contains("syslog: " + connections + " events were lost"), rest);
        assertTrue(!rest.contains("\tat "), rest);
      } finally {
        monitor.destroyForcibly();
      }
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  private static long lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  /** Connects until no more fit into the queue of connections that nobody accepts. */
  private static void fill(ServerSocket server, List<Socket> waiting) throws IOException {
    while (waiting.size() < 64) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()), 500);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
    abort("this system takes any number of connections that nobody accepts");
  }
}
