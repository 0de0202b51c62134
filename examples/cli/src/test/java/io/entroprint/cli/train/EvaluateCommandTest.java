package io.entroprint.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entroprint.cli.Ran;
import io.entroprint.text.DecimalText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluateCommandTest {

  private static Ran evaluate(Object... more) {
    Object[] all = new Object[more.length + 3];
    all[0] = "evaluate";
    all[1] = "--captures";
    all[2] = Ran.exampleCaptures();
    System.arraycopy(more, 0, all, 3, more.length);
    return Ran.command(all);
  }

  /** Every value of a JSON document by its path, such as {@code reports/0/transport}. */
  private static Map<String, String> values(String json) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    Deque<String> path = new ArrayDeque<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
          path.addLast(name(parser.getParsingContext().getParent()));
        } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
          path.removeLast();
        } else if (token != JsonToken.FIELD_NAME) {
          String place = String.join("/", path) + "/" + name(parser.getParsingContext());
          values.put(place.substring(1), parser.getText());
        }
      }
    }
    return values;
  }

  private static String name(com.fasterxml.jackson.core.JsonStreamContext context) {
    return context == null || context.inRoot()
        ? ""
        : context.inArray()
            ? Integer.toString(context.getCurrentIndex())
            : context.getCurrentName();
  }

  @Test
  void saysInJsonWhatItSaysAsText() throws IOException {
    Ran text = evaluate("--full").withCode(0).silent();
    Ran printed = evaluate("--full", "--json").withCode(0).silent();
    Map<String, String> json = values(printed.lines().get(0));
    assertTrue(printed.statistics().contains("\"tcp\":"), printed.statistics());
    String all = "reports/0/sections/0/";
    assertEquals("tcp", json.get("reports/0/transport"));
    assertEquals("null", json.get("reports/0/library"));
    assertEquals("all", json.get(all + "captures"));
    String row = rowOf(text, "every one answered");
    assertEquals(cell(row, 0), rounded(json.get(all + "forced/accuracy")));
    assertEquals(cell(row, 1), rounded(json.get(all + "forced/macro_f1")));
    assertEquals(cell(row, 5), json.get(all + "forced/streams"));
    String chosen = rowOf(text, "unknown allowed");
    assertEquals(cell(chosen, 4), rounded(json.get(all + "known_lost")));
    String port = rowOf(text, "server port ");
    assertEquals("server port", json.get(all + "baselines/0/name"));
    assertEquals(cell(port, 1), rounded(json.get(all + "baselines/0/scores/accuracy")));
    assertTrue(json.containsKey(all + "rejection/mean_of_labels"), json.toString());
    assertTrue(json.containsKey(all + "nature/from_16_kib/balanced"));
    assertEquals("16", json.get(all + "bytes_seen/0/bytes"));
    assertEquals("10", Integer.toString(binsOf(json, all)));
    String late = rowOf(text, "all       first-kib ");
    assertEquals("first-kib", json.get(all + "partly_captured/4/lacking"));
    assertEquals(cell(late, 0), json.get(all + "partly_captured/4/chosen/streams"));
    assertEquals(cell(late, 1), rounded(json.get(all + "partly_captured/4/forced/accuracy")));
    assertEquals(cell(late, 6), rounded(json.get(all + "partly_captured/4/expected_error")));
    String early =
        text.lines().stream()
            .dropWhile(
                line -> !line.startsWith("Decided before the end where a precision of 0.9900"))
            .filter(line -> line.startsWith("all "))
            .findFirst()
            .orElseThrow()
            .substring("all ".length());
    double decided = Double.parseDouble(json.get(all + "early/decided"));
    double right = Double.parseDouble(json.get(all + "early/right"));
    assertEquals(cell(early, 0), json.get(all + "early/streams"));
    assertEquals(cell(early, 1), DecimalText.of(decided / Integer.parseInt(cell(early, 0)), 4));
    assertEquals(cell(early, 2), DecimalText.of(right / decided, 4));
    assertEquals(cell(early, 3), json.get(all + "early/median_bytes"));
    assertEquals(cell(early, 5), json.get(all + "early/no_protocol_decided"));
  }

  private static int binsOf(Map<String, String> json, String all) {
    return (int)
        json.keySet().stream()
            .filter(k -> k.startsWith(all + "reliability/bins/") && k.endsWith("/streams"))
            .count();
  }

  private static String rowOf(Ran ran, String start) {
    return ran.lines().stream()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow()
        .substring(start.length());
  }

  private static String cell(String row, int index) {
    return row.strip().split("\\s+", -1)[index];
  }

  private static String rounded(String number) {
    return DecimalText.of(Double.parseDouble(number), 4);
  }

  @Test
  void printsTheSameTablesInMarkdown() {
    List<String> lines = evaluate("--markdown", "--per-label").withCode(0).silent().lines();
    String row = rowOf(evaluate(), "every one answered");
    assertTrue(lines.get(0).startsWith("**TCP: 90 streams, 8 labels"), lines.get(0));
    assertEquals("|---|---:|---:|---:|---:|---:|---:|---:|", lines.get(3));
    String expected = "| every one answered | " + cell(row, 0) + " | " + cell(row, 1) + " | 1.0000";
    assertTrue(lines.get(4).startsWith(expected), lines.get(4));
    assertTrue(lines.stream().anyMatch(l -> l.startsWith("| ssh-2 | ")), lines.toString());
    // Every line of a table has as many cells as its heading.
    int cells = 0;
    for (String line : lines) {
      int now = line.length() - line.replace("|", "").length();
      assertTrue(cells == 0 || now == 0 || now == cells, line);
      cells = now;
    }
  }

  @Test
  void measuresWhatTakesLongOnlyWhenAsked() {
    String quick = evaluate().withCode(0).silent().out();
    assertTrue(quick.contains("\nReliability of the confidence"), quick);
    assertFalse(quick.contains("server port"), quick);
    assertFalse(quick.contains("rejected"), quick);
  }

  @Test
  void saysTheFiguresOfEachDirectoryOnTheirOwnLines() {
    Ran ran = evaluate("--captures", Ran.exampleCaptures()).withCode(0).silent();
    // Exactly one line begins so, whatever the number of directories: programs look for it.
    assertEquals(
        1, ran.lines().stream().filter(l -> l.startsWith("every one answered")).count(), ran.out());
    assertTrue(ran.out().contains("\ncaptures: every one answered "), ran.out());
  }

  @Test
  void printsOneFormatAtATime() {
    Ran ran = evaluate("--json", "--markdown").withCode(2);
    assertTrue(ran.err().contains("--json and --markdown"), ran.err());
  }
}
