package io.entroprint.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The help of every command, as somebody sees it on a terminal of 80 columns. */
class HelpTest {
  private static final int COLUMNS = 80;
  private static final Pattern SUBCOMMAND = Pattern.compile("(?m)^  ([a-z]+) {2,}\\S");
  private static final Pattern OPTION = Pattern.compile("(?m)^ {2,6}-[^\n]*(?:\n {16,}[^\n]*)*");

  /** The words that lead to each command, found as a user finds them. */
  static Stream<List<String>> commands() {
    List<List<String>> all = new ArrayList<>();
    collect(List.of(), all);
    assertTrue(all.size() > 20, all.toString());
    return all.stream();
  }

  private static void collect(List<String> words, List<List<String>> into) {
    into.add(words);
    String[] parts = help(words).split("\nCommands:\n", 2);
    if (parts.length == 2) {
      SUBCOMMAND
          .matcher(parts[1].split("\n\n", 2)[0])
          .results()
          .forEach(
              found -> {
                List<String> longer = new ArrayList<>(words);
                longer.add(found.group(1));
                collect(longer, into);
              });
    }
  }

  private static String help(List<String> words) {
    List<String> asked = new ArrayList<>(words);
    asked.add("--help");
    return Ran.command(asked.toArray()).withCode(0).silent().out();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void fitsTheTerminalAndEndsItsSentences(List<String> words) {
    String help = help(words);
    for (String line : help.lines().toList()) {
      assertTrue(line.length() <= COLUMNS, line);
      assertFalse(line.matches(".*\\b(udp|tcp|vxlan):"), "broken at: " + line);
    }
    assertFalse(help.contains("\n\n\n"), help);
    List<String> options = OPTION.matcher(help).results().map(MatchResult::group).toList();
    assertAll(
        options.stream()
            .map(
                option ->
                    () -> assertTrue(option.matches("(?s).*[.)]"), "no sentence: " + option)));
    assertTrue(options.get(options.size() - 1).contains("--version") || help.contains("--help"));
  }

  /** A list of commands shows the first paragraph of each one's help, whole. */
  @ParameterizedTest
  @CsvSource({"''", "library", "envelope"})
  void summariesAreWhole(String parent) {
    List<String> words = parent.isEmpty() ? List.of() : List.of(parent);
    String list = help(words).split("\nCommands:\n", 2)[1].split("\n\n", 2)[0];
    for (String entry : list.split("\n(?=  [a-z])", -1)) {
      assertTrue(entry.strip().endsWith("."), "cut off: " + entry);
    }
  }

  @Test
  void requiredOptionsStandInTheUsage() {
    assertTrue(help(List.of("train")).contains("train --captures DIR -o LIBRARY [OPTION...]\n"));
    assertTrue(
        help(List.of("curves"))
            .contains("curves (-o DIR | --csv | --svg FILE) [OPTION...] CAPTURE...\n"));
    assertTrue(
        help(List.of("library", "prune"))
            .contains(
                "Usage: entroprint library prune (--label LABEL | --before DATE)... -o LIBRARY\n"
                    + " ".repeat("Usage: entroprint library prune ".length())
                    + "[OPTION...] LIBRARY\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "clasify x               | no command 'clasify'; did you mean classify?",
        "Classify x              | no command 'Classify'; did you mean classify?",
        "library shwo            | no command 'shwo'; did you mean show?",
        "xyzzy                   | no command 'xyzzy' (try",
        "classify --jsn x        | '--jsn'; did you mean --json?",
        "classify --presicion=.9 x | '--presicion=.9'; did you mean --precision?",
        "classify --xyzzy x      | '--xyzzy' (try"
      })
  void suggestsWhatWasMeant(String words, String message) {
    Ran ran = Ran.command((Object[]) words.split(" ")).withCode(2);
    assertEquals(1, ran.problems().size());
    assertTrue(ran.problems().get(0).contains(message), ran.err());
  }
}
