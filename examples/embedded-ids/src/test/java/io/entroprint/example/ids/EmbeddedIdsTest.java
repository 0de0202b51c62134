package io.entroprint.example.ids;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.sensor.SensorCounters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedIdsTest {
  private static final Path CAPTURES = Path.of("../captures");
  private static final FingerprintLibrary LIBRARY = BundledLibrary.load();

  private static List<Alert> alerts(int threads, List<Rule> rules, String... captures)
      throws IOException {
    List<Alert> alerts = Collections.synchronizedList(new ArrayList<>());
    try (Detector detector = new Detector(LIBRARY, rules, threads, alerts::add)) {
      for (String capture : captures) {
        try (CaptureReader reader = CaptureReader.open(CAPTURES.resolve(capture));
            FlowTable table = FlowTable.builder(detector).build()) {
          table.acceptAll(reader);
        }
      }
    }
    return alerts;
  }

  private static Set<String> messages(List<Alert> alerts) {
    Set<String> messages = new TreeSet<>();
    alerts.forEach(alert -> messages.add(alert.message()));
    return messages;
  }

  @Test
  void sshIsFoundOnAPortThatIsNot22() throws IOException {
    Rule rule = new LabelOnPort("ssh-2", new TreeSet<>(Set.of(22, 2201, 2205)));
    List<Alert> alerts = alerts(3, List.of(rule), "ssh2.pcap", "tls.pcap", "http.pcap");
    assertEquals(
        Set.of(
            "ssh-2 on port 2202, expected on [22, 2201, 2205]",
            "ssh-2 on port 2206, expected on [22, 2201, 2205]"),
        messages(alerts));
    // 5 and 5 sessions, each told once.
    assertEquals(10, alerts.size());
    assertEquals(10, alerts.stream().map(Alert::stream).distinct().count());
  }

  @Test
  void mostOfThemAreFoundBeforeTheyEnd() throws IOException {
    Rule rule = new LabelOnPort("ssh-2", new TreeSet<>(Set.of(22)));
    List<Alert> alerts = alerts(2, List.of(rule), "ssh2.pcap");
    long early = alerts.stream().filter(a -> a.timeNanos() - a.stream().startNanos() < 1e9).count();
    assertEquals(20, alerts.size());
    assertTrue(early >= 10, early + " within a second");
  }

  @Test
  void whatIsEncryptedMayOnlyGoToServicesOfTheInventory() throws IOException {
    Rule rule = new UnknownEncryptedService(Set.of("198.18.8.1:993", "198.18.10.1:6389"));
    List<Alert> alerts = alerts(4, List.of(rule), "tls.pcap", "http.pcap");
    Set<String> messages = messages(alerts);
    assertTrue(messages.contains("encrypted to 198.18.8.1:995, label tls"), messages.toString());
    assertTrue(
        messages.stream().noneMatch(m -> m.contains("198.18.8.1:993") || m.contains(":6389")));
    assertTrue(messages.stream().noneMatch(m -> m.contains("198.18.6.1")), messages.toString());
  }

  @Test
  void clientSoftwareThatIsNotOnTheListIsNamed() throws IOException {
    Rule rule =
        new ClientSoftware("ssh-2", new TreeSet<>(Set.of("OpenSSH_", "PuTTY_", "dropbear_")));
    Set<String> messages = messages(alerts(2, List.of(rule), "ssh2.pcap", "ssh1.pcap"));
    assertTrue(
        messages.stream()
            .anyMatch(
                m ->
                    m.matches(
                        "ssh-2 client paramiko(_2.12)?, allowed are \\[OpenSSH_, PuTTY_, dropbear_]")),
        messages.toString());
    assertTrue(messages.stream().noneMatch(m -> m.startsWith("ssh-2 client dropbear")));
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws IOException {
    List<Rule> rules = Policy.read(Path.of("policy.txt"));
    List<String> captures = List.of("ssh2.pcap", "tls.pcap", "ftp.pcap", "udp.pcap", "http.pcap");
    Set<String> one = eve(alerts(1, rules, captures.toArray(String[]::new)));
    assertTrue(one.size() > 20, one.toString());
    assertEquals(one, eve(alerts(7, rules, captures.toArray(String[]::new))));
  }

  private static Set<String> eve(List<Alert> alerts) {
    Set<String> lines = new TreeSet<>();
    alerts.forEach(alert -> lines.add(new String(alert.eve(), StandardCharsets.UTF_8)));
    assertEquals(alerts.size(), lines.size());
    return lines;
  }

  @Test
  void theProgramPrintsOneObjectALine() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SensorCounters counters =
        EmbeddedIds.run(
            Policy.read(Path.of("policy.txt")),
            List.of(CAPTURES.resolve("ssh2.pcap")),
            new PrintStream(out, true, UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
    assertEquals(20, counters.known());
    List<String> lines = out.toString(UTF_8).lines().toList();
    assertTrue(lines.size() >= 15);
    for (String line : lines) {
      assertTrue(line.startsWith("{\"timestamp\":\"20"), line);
      assertTrue(line.contains("\"event_type\":\"alert\",\"proto\":\"TCP\""), line);
      assertTrue(line.endsWith("}"), line);
    }
  }

  @Test
  void aBrokenPolicyIsRefusedByItsLine(@TempDir Path directory) throws IOException {
    for (String line : new String[] {"port", "port ssh-2", "port ssh-2 x", "client a", "what"}) {
      Path file = Files.writeString(directory.resolve("policy"), "# first\n" + line + "\n");
      IOException e = assertThrows(IOException.class, () -> Policy.read(file));
      assertTrue(e.getMessage().startsWith(file + ":2: expected"), e.getMessage());
    }
  }
}
