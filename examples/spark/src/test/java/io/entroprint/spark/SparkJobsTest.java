package io.entroprint.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.label.CaptureOrigins;
import io.entroprint.label.LabelSource;
import io.entroprint.label.LabelledCaptures;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.FingerprintLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** The jobs in Spark's local mode say what the command says of the same captures. */
@DisabledForJreRange(
    min = JRE.JAVA_23,
    disabledReason = "Hadoop's client, which Spark 4.0 starts, asks for what newer JDKs took out")
class SparkJobsTest {
  private static final Path CAPTURES = Path.of("..", "captures");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static SparkSession spark;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("test")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
  }

  @AfterAll
  static void stop() throws IOException {
    spark.close();
  }

  @Test
  void trainsTheSameLibraryAsTheCommand() throws Exception {
    Path commands = directory.resolve("commands.library");
    String day = "2026-11-22";
    command(
        "train", "--captures", CAPTURES, "-o", commands, "--name", "examples", "--created", day);
    Path jobs = directory.resolve("jobs.library");
    TrainJob.Gathered gathered = TrainJob.gather(spark, CAPTURES);
    assertEquals(List.of(), gathered.problems());
    TrainJob.library(gathered, "examples", "1.0.0", LocalDate.parse(day)).write(jobs);
    assertEquals(withoutVersion(commands), withoutVersion(jobs));
  }

  /** A jar's manifest says which version of the program it is; classes in a directory do not. */
  private static List<String> withoutVersion(Path library) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(library));
    assertTrue(lines.removeIf(line -> line.startsWith("tool entroprint ")));
    assertTrue(lines.remove(lines.size() - 1).startsWith("sha256 "));
    return lines;
  }

  @Test
  void gathersTheStreamsExactlyAsTheyWereMeasured() throws Exception {
    List<LabelledStream> own =
        LabelledCaptures.read(
                LabelSource.csv(CAPTURES.resolve("labels.csv")), CAPTURES, CaptureOrigins.none(), 1)
            .streams();
    List<LabelledStream> gathered = TrainJob.gather(spark, CAPTURES).streams();
    assertEquals(own.size(), gathered.size());
    for (int i = 0; i < own.size(); i++) {
      assertEquals(own.get(i).truth(), gathered.get(i).truth());
      assertEquals(own.get(i).summary(), gathered.get(i).summary());
      assertEquals(own.get(i).provenance(), gathered.get(i).provenance());
      assertEquals(own.get(i).evidence().vector(), gathered.get(i).evidence().vector());
      assertEquals(own.get(i).evidence().finished(), gathered.get(i).evidence().finished());
      assertArrayEquals(own.get(i).growth().reached(), gathered.get(i).growth().reached());
    }
  }

  @Test
  void classifiesAsTheCommandDoes() throws Exception {
    List<JsonNode> commands = new ArrayList<>();
    for (String line : command("classify", "--json", CAPTURES).lines().toList()) {
      commands.add(JSON.readTree(line));
    }
    assertEquals(
        "entroprint_stats",
        commands.remove(commands.size() - 1).get("event_type").asText(),
        "what was left out, which the jobs do not say");
    List<Row> rows =
        ClassifyJob.classify(spark, CAPTURES, BundledLibrary.load())
            .orderBy("capture", "stream")
            .collectAsList();
    assertEquals(commands.size(), rows.size());
    assertTrue(rows.size() > 50, () -> "only " + rows.size());
    for (int i = 0; i < rows.size(); i++) {
      assertSame(commands.get(i), rows.get(i));
    }
  }

  private static void assertSame(JsonNode command, Row row) {
    Map<String, String> expected = new HashMap<>();
    Map<String, String> found = new HashMap<>();
    JsonNode answer = command.get("entroprint");
    for (String name :
        List.of(
            "label",
            "decision",
            "client",
            "server",
            "settings",
            "nature",
            "nearest",
            "offset",
            "midstream",
            "library")) {
      expected.put(name, answer.get(name).asText());
      found.put(name, String.valueOf(row.<Object>getAs(name)));
    }
    for (var column :
        Map.of(
                "pcap_filename", "capture",
                "proto", "proto",
                "src_ip", "client_ip",
                "src_port", "client_port",
                "dest_ip", "server_ip",
                "dest_port", "server_port",
                "community_id", "community_id")
            .entrySet()) {
      expected.put(column.getValue(), command.get(column.getKey()).asText());
      found.put(column.getValue(), String.valueOf(row.<Object>getAs(column.getValue())));
    }
    expected.put("bytes", command.at("/flow/bytes_toserver").asText());
    found.put("bytes", String.valueOf(row.<Object>getAs("bytes_to_server")));
    assertEquals(expected, found);
    for (String name : List.of("confidence", "distance", "margin")) {
      if (answer.get(name).isNumber()) {
        assertEquals(
            answer.get(name).asDouble(), row.<Double>getAs(name), 1e-6, () -> name + ": " + row);
      }
    }
    assertEquals(272, row.getList(row.fieldIndex("vector")).size());
  }

  @Test
  void keepsWhatWasReadOfABrokenCapture() throws Exception {
    byte[] whole = Files.readAllBytes(CAPTURES.resolve("ssh2.pcap"));
    Files.write(directory.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(directory.resolve("text.pcapng"), "not a capture");
    FingerprintLibrary library = BundledLibrary.load();
    List<Row> rows =
        ClassifyJob.classify(spark, directory, library).orderBy("capture").collectAsList();
    List<String> problems = new ArrayList<>();
    int streams = 0;
    for (Row row : rows) {
      if (row.<String>getAs("problem") == null) {
        assertEquals("cut.pcap", row.getAs("capture"));
        streams++;
      } else {
        problems.add(row.getAs("problem"));
      }
    }
    assertTrue(streams > 0);
    assertEquals(2, problems.size(), problems::toString);
    assertTrue(problems.get(0).contains("cut.pcap"), problems::toString);
    assertTrue(problems.get(1).contains("text.pcapng"), problems::toString);
  }

  /** Runs the command in a process of its own. */
  private static String command(Object... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add("io.entroprint.cli.Main");
    Arrays.stream(arguments).map(Object::toString).forEach(words::add);
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor());
    return output;
  }
}
