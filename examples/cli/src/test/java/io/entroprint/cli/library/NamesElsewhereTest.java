package io.entroprint.cli.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.entroprint.library.Label;
import io.entroprint.library.LabelDefinition;
import io.entroprint.library.LabelDefinition.Tool;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the page of labels says that other programs call a protocol, they do. */
class NamesElsewhereTest {
  private static final String TSHARK = "tshark";

  @Test
  void wiresharkHasAProtocolOfEachName() throws IOException, InterruptedException {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, TSHARK))),
        "tshark is not installed");
    Process tshark =
        new ProcessBuilder(TSHARK, "-G", "protocols")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String protocols = new String(tshark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, tshark.waitFor());
    Set<String> filters =
        protocols.lines().map(line -> line.split("\t", -1)[2]).collect(Collectors.toSet());
    for (LabelDefinition definition : LabelDefinition.all()) {
      definition
          .name(Tool.WIRESHARK)
          .ifPresent(name -> assertTrue(filters.contains(name), name + " is no filter"));
    }
  }

  /**
   * nDPI writes a name, or the one around it and its own with a dot between. Where it recognises a
   * label's streams at all, it says our name for it of a fifth of them or more; of the rest it says
   * what runs inside, or takes them for something else.
   */
  @Test
  @Tag("shared")
  void ndpiSaysItsNameOfStreamsThatItKnows() throws IOException {
    Path shared = Path.of(System.getProperty("entroprint.shared"));
    Map<String, String> answers = new HashMap<>();
    for (NamedCsvRecord row : rows(shared.resolve("peers/ndpi-4.11.csv"))) {
      String a = row.getField("a_ip") + ":" + row.getField("a_port");
      String b = row.getField("b_ip") + ":" + row.getField("b_port");
      answers.put(stream(row.getField("set"), row, a, b), row.getField("ndpi"));
      answers.put(stream(row.getField("set"), row, b, a), row.getField("ndpi"));
    }
    Map<String, int[]> ofLabel = new TreeMap<>();
    for (String set : List.of("public", "lab", "public2", "lab2")) {
      for (NamedCsvRecord row : rows(shared.resolve("captures/" + set + "/labels.csv"))) {
        String client = row.getField("client_ip") + ":" + row.getField("client_port");
        String server = row.getField("server_ip") + ":" + row.getField("server_port");
        String answer = answers.get(stream(set, row, client, server));
        if (answer != null && !answer.equals("Unknown") && !row.getField("label").equals("?")) {
          LabelDefinition.of(new Label(row.getField("label")))
              .filter(definition -> definition.name(Tool.NDPI).isPresent())
              .ifPresent(
                  definition -> {
                    int[] counts =
                        ofLabel.computeIfAbsent(definition.label().name(), l -> new int[2]);
                    counts[0]++;
                    counts[1] += isCalled(definition, answer) ? 1 : 0;
                  });
        }
      }
    }
    List<String> otherwise = new ArrayList<>();
    ofLabel.forEach(
        (label, counts) -> {
          if (counts[1] * 5 < counts[0]) {
            otherwise.add(label + " " + counts[1] + " of " + counts[0]);
          }
        });
    assertTrue(ofLabel.size() > 100, "only " + ofLabel.keySet());
    assertEquals(List.of(), otherwise);
  }

  private static boolean isCalled(LabelDefinition definition, String answer) {
    List<String> parts = List.of(answer.split("\\."));
    return definition.name(Tool.NDPI).filter(parts::contains).isPresent()
        || definition.meantBy(Tool.NDPI).stream().anyMatch(parts::contains);
  }

  private static String stream(String set, NamedCsvRecord row, String from, String to) {
    return String.join(" ", set, row.getField("capture"), row.getField("proto"), from, to);
  }

  private static List<NamedCsvRecord> rows(Path file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    }
  }
}
