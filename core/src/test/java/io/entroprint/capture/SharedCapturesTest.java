package io.entroprint.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The digests of thousands of streams of real captures, made by independent programs. Needs the
 * collection that the system property {@code entroprint.shared} points to.
 */
@Tag("shared")
class SharedCapturesTest {
  private static final Path CAPTURES =
      Path.of(System.getProperty("entroprint.shared", "../../shared")).resolve("captures");

  /**
   * Captures in which a label means something else than this project does: its independent program
   * knows no VLAN in the key (DHCP of several VLANs in one stream, a query seen on three), counts
   * the header of the PROXY protocol, or calls midstream what has its SYN+ACK behind the first
   * data.
   */
  private static final Set<String> LABELLED_OTHERWISE =
      Set.of(
          "CESNET+ipfixprobe/vlan.pcap",
          "realjimmy+sample-captures/community-shares__wlan__802.11_AP"
              + "上线到用户转发完整过程_dhcp_option43_单播找AC__WLAN_.pcapng",
          "realjimmy+sample-captures/community-shares__wlan__"
              + "从AP上电-capwap隧道建立-用户上网-直接转发802.11_wlan.pcap",
          "seladb+PcapPlusPlus/Pcap++Test__PcapExamples__one_tcp_stream_fin_rst_close_packet.pcap",
          "BillKG-exe+ECS_152A_Network_Analysis/ftp.pcap");

  /** What became of the rows of one kind. */
  private static final class Score {
    private int rows;
    private int equal;
    private final List<String> misses = new ArrayList<>();

    void add(boolean equals, String what) {
      rows++;
      if (equals) {
        equal++;
      } else {
        misses.add(what);
      }
    }

    double share() {
      return (double) equal / rows;
    }

    @Override
    public String toString() {
      return equal + " of " + rows + "; misses: " + String.join(", ", misses);
    }
  }

  @Test
  void everyStreamOfTheLabHasTheDigestsOfItsLabel() throws IOException {
    Map<String, Score> scores = scores(CAPTURES.resolve("lab"));
    scores.forEach((kind, score) -> assertEquals(score.rows, score.equal, kind + ": " + score));
    assertEquals(4809, scores.get("whole").rows);
  }

  @Test
  void theStreamsOfThePublicCapturesHaveTheDigestsOfTheirLabels() throws IOException {
    Map<String, Score> scores = scores(CAPTURES.resolve("public"));
    scores.forEach((kind, score) -> System.out.println("public, " + kind + ": " + score));
    assertTrue(scores.get("whole").share() >= 0.9995, () -> scores.get("whole").toString());
    assertTrue(scores.get("midstream").share() >= 0.995);
    assertTrue(scores.get("truncated").share() >= 0.95);
  }

  private static Map<String, Score> scores(Path directory) throws IOException {
    Map<String, Score> scores = new TreeMap<>();
    for (var file : rowsByFile(directory.resolve("labels.csv"), "capture").entrySet()) {
      List<StreamDigest> streams = read(directory.resolve(file.getKey()));
      for (Map<String, String> row : file.getValue()) {
        String kind =
            row.get("truncated").equals("1")
                ? "truncated"
                : row.get("midstream").equals("1") ? "midstream" : "whole";
        StreamDigest nearest = nearest(row, streams);
        boolean equal =
            nearest != null
                && nearest.both().equals(row.get("sha256_both"))
                && nearest.hasDirections(row.get("sha256_to_server"), row.get("sha256_to_client"))
                && nearest.start.midstream() == row.get("midstream").equals("1");
        if (equal || !LABELLED_OTHERWISE.contains(file.getKey())) {
          scores.computeIfAbsent(kind, k -> new Score()).add(equal, file.getKey());
        }
      }
    }
    return scores;
  }

  private static StreamDigest nearest(Map<String, String> row, List<StreamDigest> streams) {
    double start = Double.parseDouble(row.get("start"));
    StreamDigest nearest = null;
    double distance = 2;
    for (StreamDigest stream : streams) {
      double away = Math.abs(stream.start.startNanos() / 1e9 - start);
      if (away <= distance && isBetween(row, stream.start.key())) {
        nearest = stream;
        distance = away;
      }
    }
    return nearest;
  }

  private static boolean isBetween(Map<String, String> row, FlowKey key) {
    FlowKey wanted =
        new FlowKey(
            key.transport(),
            IpAddress.parse(row.get("client_ip")),
            Integer.parseInt(row.get("client_port")),
            IpAddress.parse(row.get("server_ip")),
            Integer.parseInt(row.get("server_port")));
    return key.transport().id().equals(row.get("proto"))
        && (key.equals(wanted) || key.reversed().equals(wanted));
  }

  @Test
  void hostileCapturesGiveTheExpectedBytes() throws IOException {
    Path directory = CAPTURES.resolve("hostile");
    Score score = new Score();
    for (var file : rowsByFile(directory.resolve("expected.csv"), "file").entrySet()) {
      List<StreamDigest> streams = read(directory.resolve(file.getKey()));
      for (Map<String, String> row : file.getValue()) {
        score.add(streams.stream().anyMatch(s -> isExpected(row, s)), file.getKey());
      }
    }
    System.out.println("hostile: " + score);
    assertTrue(score.share() >= 0.95, score::toString);
    assertTrue(
        score.misses.stream().noneMatch(miss -> miss.startsWith("derived/")), score::toString);
  }

  private static boolean isExpected(Map<String, String> row, StreamDigest stream) {
    FlowKey key = stream.start.key();
    FlowKey wanted =
        new FlowKey(
            key.transport(),
            IpAddress.parse(row.get("a")),
            Integer.parseInt(row.get("aport")),
            IpAddress.parse(row.get("b")),
            Integer.parseInt(row.get("bport")));
    String a = row.get("sha256_a2b");
    String b = row.get("sha256_b2a");
    return (key.equals(wanted) && stream.isWhole(a, b))
        || (key.reversed().equals(wanted) && stream.isWhole(b, a));
  }

  @Test
  void everyHostileFileIsReadOrRefusedInOneLine() throws IOException {
    Path directory = CAPTURES.resolve("hostile");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      try (FlowTable table = FlowTable.builder(Recorder::new).build();
          CaptureReader reader = CaptureReader.open(file)) {
        table.acceptAll(reader);
      } catch (CaptureFormatException e) {
        assertTrue(e.getMessage().startsWith(file + ": byte "), e.getMessage());
      }
    }
    assertTrue(files.size() > 400);
  }

  private static List<StreamDigest> read(Path file) throws IOException {
    List<StreamDigest> streams = new ArrayList<>();
    try (FlowTable table =
            FlowTable.builder(
                    start -> {
                      StreamDigest stream = new StreamDigest(start);
                      streams.add(stream);
                      return stream;
                    })
                // As the programs see them that the expected digests are of.
                .keepProxyHeaders(true)
                .build();
        CaptureReader reader = CaptureReader.open(file)) {
      table.acceptAll(reader);
    } catch (CaptureFormatException e) {
      // Broken captures are part of the collection; what came before counts.
    }
    return streams;
  }

  private static Map<String, List<Map<String, String>>> rowsByFile(Path csv, String column)
      throws IOException {
    Map<String, List<Map<String, String>>> byFile = new TreeMap<>();
    List<String> lines = Files.readAllLines(csv);
    List<String> names = fields(lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      List<String> values = fields(line);
      Map<String, String> row = new TreeMap<>();
      for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
        row.put(names.get(i), values.get(i));
      }
      byFile.computeIfAbsent(row.get(column), f -> new ArrayList<>()).add(row);
    }
    return byFile;
  }

  /** The fields of a line of CSV; a comma may stand inside quotes. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
