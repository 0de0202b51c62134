package io.entroprint.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.capture.CaptureCounters;
import io.entroprint.capture.FlowTable;
import io.entroprint.cli.Ran;
import io.entroprint.cli.base.Terminal;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.output.VerdictFormat;
import io.entroprint.sensor.Metric;
import io.entroprint.sensor.Sensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.json.Json;

/** The files of {@code examples/monitoring} fit what the command serves and writes. */
class MonitoringFilesTest {
  private static final Path FILES = Path.of("../monitoring");
  private static final Pattern NAME = Pattern.compile("entroprint_[a-z_]+");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(entroprint_[a-z_]+)` \\|");

  @TempDir Path directory;

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(name -> name.replaceAll("[|` ]", ""))
        .collect(TreeSet::new, Set::add, Set::addAll);
  }

  /** All that a run with every output serves, by their names in Prometheus. */
  private Set<String> served() throws IOException {
    Terminal terminal = Terminal.of(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    Sensor.Builder builder = Sensor.builder(BundledLibrary.load());
    List<Metric> all = new ArrayList<>();
    try (MonitorOutputs outputs = new MonitorOutputs(terminal, builder)) {
      outputs.eve(VerdictFormat.eve(), directory.resolve("eve.json"));
      Sensor sensor = builder.build();
      try (Supervision supervision =
              new Supervision(terminal, "lo", sensor, outputs, "a@1", Optional.empty());
          FlowTable table = FlowTable.builder(sensor).build()) {
        all.addAll(supervision.metrics());
        all.addAll(MonitorLoop.metrics(new CaptureCounters(0, 0, 0), table.counters()));
      }
    }
    Set<String> names =
        new TreeSet<>(
            Set.of(
                "entroprint_build_info",
                "entroprint_library_info",
                // Appears with the first stream.
                "entroprint_verdicts_label_total"));
    for (Metric metric : all) {
      String end = metric.kind() == Metric.Kind.COUNTER ? "_total" : "";
      names.add(metric.name().replace('.', '_') + end);
    }
    return names;
  }

  @Test
  void theTableHasAllThatIsServed() throws IOException {
    assertEquals(
        String.join("\n", served()),
        String.join("\n", names(ROW, Files.readString(FILES.resolve("README.md")))));
  }

  @Test
  void dashboardAndRulesAskForWhatIsServed() throws IOException {
    Set<String> served = served();
    for (String file : List.of("grafana-dashboard.json", "alerts.yml")) {
      Set<String> asked = names(NAME, Files.readString(FILES.resolve(file)));
      assertTrue(asked.size() >= 5, asked.toString());
      asked.removeAll(served);
      assertEquals(Set.of(), asked, file);
    }
  }

  @Test
  void theDashboardHasPanelsThatDoNotOverlap() throws IOException {
    Map<?, ?> dashboard = json(FILES.resolve("grafana-dashboard.json"));
    assertFalse(((String) dashboard.get("title")).isEmpty());
    Set<Object> ids = new TreeSet<>();
    Set<String> cells = new TreeSet<>();
    for (Object each : (List<?>) dashboard.get("panels")) {
      Map<?, ?> panel = (Map<?, ?>) each;
      assertTrue(ids.add(panel.get("id")), "two panels " + panel.get("id"));
      Map<?, ?> place = (Map<?, ?>) panel.get("gridPos");
      for (int x = number(place, "x"); x < number(place, "x") + number(place, "w"); x++) {
        assertTrue(x < 24, panel.get("title") + " is too wide");
        for (int y = number(place, "y"); y < number(place, "y") + number(place, "h"); y++) {
          assertTrue(cells.add(x + "," + y), panel.get("title") + " lies on another");
        }
      }
      Set<Object> queries = new TreeSet<>();
      for (Object target : (List<?>) panel.get("targets")) {
        assertTrue(queries.add(((Map<?, ?>) target).get("refId")));
        assertFalse(((String) ((Map<?, ?>) target).get("expr")).isEmpty());
      }
    }
    assertEquals(11, ids.size());
  }

  @Test
  void theTemplateHasTheTypeOfEachField() throws IOException {
    Map<?, ?> template = (Map<?, ?>) json(FILES.resolve("index-template.json")).get("template");
    Map<?, ?> mappings = (Map<?, ?>) template.get("mappings");
    Path spec = Files.writeString(directory.resolve("a.nes"), "Port: all\nRange: 1 65536 0 4\n");
    List<String> lines =
        new ArrayList<>(
            Ran.command(
                    "classify", "--json", "--events", "--precision", ".9", Ran.exampleCaptures())
                .lines());
    lines.addAll(
        Ran.command("envelope", "check", "--json", "--spec", spec, Ran.exampleCaptures()).lines());
    Set<String> seen = new TreeSet<>();
    for (String line : lines) {
      compare("", new Json().toType(line, Map.class), (Map<?, ?>) mappings.get("properties"), seen);
    }
    for (String field : List.of("timestamp", "flow.end", "entroprint.label", "envelope.alarm")) {
      assertTrue(seen.contains(field), field + " in " + seen);
    }
  }

  private static void compare(
      String path, Map<?, ?> object, Map<?, ?> properties, Set<String> seen) {
    object.forEach(
        (name, value) -> {
          String field = path + name;
          Map<?, ?> mapping = (Map<?, ?>) properties.get(name);
          assertTrue(mapping != null, field + " is not in the template");
          seen.add(field);
          if (value instanceof Map<?, ?> inner) {
            // Those with names that nobody knows beforehand are left to the system.
            if (!mapping.containsKey("dynamic") && !mapping.containsKey("enabled")) {
              compare(field + ".", inner, (Map<?, ?>) mapping.get("properties"), seen);
            }
          } else if (value != null) {
            assertTrue(fits((String) mapping.get("type"), value), field + ": " + value);
          }
        });
  }

  private static boolean fits(String type, Object value) {
    return switch (type) {
      case "boolean" -> value instanceof Boolean;
      case "integer", "long" -> value instanceof Long || value instanceof List<?>;
      case "float" -> value instanceof Number;
      case "ip" -> ((String) value).matches("[0-9a-f.:]+");
      case "date" ->
          OffsetDateTime.parse(
                      (String) value, DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSZ"))
                  .getYear()
              > 1970;
      case "keyword" -> value instanceof String;
      default -> false;
    };
  }

  private static int number(Map<?, ?> object, String name) {
    return ((Number) object.get(name)).intValue();
  }

  private static Map<?, ?> json(Path file) throws IOException {
    return new Json().toType(Files.readString(file), Map.class);
  }
}
