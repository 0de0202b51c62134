package io.entroprint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

/** What the pages show of the command works as it stands there. */
class ReadmeTest {
  private static final Path TOP = Path.of("..", "..");
  private static final Pattern FENCE = Pattern.compile("(?m)^```[a-z]*\n((?:.*\n)*?)```$");
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)^(?:\\$ )?(?:sudo )?(?:java -jar \\S*entroprint\\.jar|\\S*entroprint) (.+)$");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  @TempDir Path directory;

  /** Commands behind a dollar sign run, in their order; what stands below them is printed. */
  @ParameterizedTest
  @ValueSource(strings = {"README.md", "examples/own-protocol/README.md"})
  void commandsPrintWhatThePageSays(String page) throws IOException {
    int commands = 0;
    for (String block : blocks(TOP.resolve(page))) {
      String[] runs = ("\n" + block).split("\n\\$ entroprint ", -1);
      for (int i = 1; i < runs.length; i++) {
        List<String> lines = runs[i].lines().toList();
        Ran ran = Ran.command(words(lines.get(0)).stream().map(this::placed).toArray());
        ran.withCode(0);
        inOrder(ran.out(), lines.subList(1, lines.size()), lines.get(0));
        commands++;
      }
    }
    assertTrue(commands >= 3, page + " shows " + commands + " commands");
  }

  private static void inOrder(String out, List<String> expected, String command) {
    List<String> printed = out.lines().map(String::stripTrailing).toList();
    int next = 0;
    boolean skip = false;
    for (String line : expected) {
      if (line.equals("...")) {
        skip = true;
        continue;
      }
      int found = printed.subList(next, printed.size()).indexOf(line);
      assertTrue(found >= 0, () -> command + " does not print '" + line + "' but " + out);
      assertTrue(skip || found == 0, () -> command + " prints more before '" + line + "': " + out);
      next += found + 1;
      skip = false;
    }
  }

  /** Files of the repository from here, those to be written in a directory of the test's. */
  private String placed(String word) {
    if (word.startsWith("examples/")) {
      return TOP.resolve(word).toString();
    }
    return word.endsWith(".library") || word.endsWith(".html")
        ? directory.resolve(word).toString()
        : word;
  }

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> all = Files.walk(TOP)) {
      return all
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .toList()
          .stream();
    }
  }

  /** Every command of every page is one that the command line takes. */
  @ParameterizedTest
  @MethodSource("pages")
  void commandsAreTaken(Path page) throws IOException {
    for (String block : blocks(page)) {
      Matcher command = COMMAND.matcher(block.replace("\\\n", " "));
      while (command.find()) {
        String[] words = words(command.group(1)).toArray(String[]::new);
        if (!words[0].equals("COMMAND") && !words[0].startsWith("--")) {
          try {
            EntroprintCommand.parser(words).parseArgs(words);
          } catch (ParameterException e) {
            throw new AssertionError(page + ": " + command.group() + ": " + e.getMessage(), e);
          }
        }
      }
    }
  }

  /** The words of a shell command up to a pipe, a redirection or a comment. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find() && !word.group().matches("[|>#&;].*")) {
      words.add(
          word.group(1) != null
              ? word.group(1)
              : word.group(2) != null ? word.group(2) : word.group(3));
    }
    return words;
  }

  private static List<String> blocks(Path page) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher fence = FENCE.matcher(Files.readString(page));
    while (fence.find()) {
      blocks.add(fence.group(1));
    }
    return blocks;
  }

  /** The table of the start page says what that of the evaluation says. */
  @Test
  void figuresAreThoseOfTheEvaluation() throws IOException {
    String tables = Files.readString(TOP.resolve("classifier/EVALUATION.md"));
    Pattern row =
        Pattern.compile(
            "(?m)^\\| (\\w+), (TCP|UDP) \\| (\\d+), (\\d+) \\| ([.\\d]+), ([.\\d]+) \\|"
                + " ([.\\d]+), ([.\\d]+) \\|$");
    Matcher figures = row.matcher(Files.readString(TOP.resolve("README.md")));
    int rows = 0;
    while (figures.find()) {
      // That of TCP comes first.
      int table = figures.group(2).equals("TCP") ? 0 : 1;
      List<String> forced = cells(tables, figures.group(1) + ": every one answered", table);
      List<String> chosen = cells(tables, figures.group(1) + ": unknown allowed", table);
      assertEquals(
          List.of(
              forced.get(6),
              forced.get(7),
              rounded(forced.get(1)),
              rounded(forced.get(2)),
              rounded(chosen.get(1)),
              rounded(chosen.get(4))),
          List.of(
              figures.group(3),
              figures.group(4),
              figures.group(5),
              figures.group(6),
              figures.group(7),
              figures.group(8)),
          figures.group());
      rows++;
    }
    assertEquals(8, rows);
  }

  /** So does that of the collections, whose tables stand behind the two of the halves. */
  @Test
  void figuresOfCollectionsAreThoseOfTheEvaluation() throws IOException {
    String tables = Files.readString(TOP.resolve("classifier/EVALUATION.md"));
    String readme = Files.readString(TOP.resolve("README.md"));
    int table = 2;
    for (String transport : List.of("TCP", "UDP")) {
      StringBuilder row = new StringBuilder("| " + transport + " |");
      for (String collection : List.of("public", "lab", "public2", "lab2")) {
        List<String> chosen = cells(tables, collection + ": unknown allowed", table);
        row.append(' ').append(rounded(chosen.get(1)));
        row.append(", ").append(rounded(chosen.get(4))).append(" |");
      }
      assertTrue(readme.contains("\n" + row + "\n"), "README lacks " + row);
      table++;
    }
  }

  private static List<String> cells(String tables, String first, int table) {
    String line =
        tables
            .lines()
            .filter(l -> l.startsWith("| " + first + " |"))
            .skip(table)
            .findFirst()
            .orElseThrow();
    return Pattern.compile("\\|").splitAsStream(line.substring(1)).map(String::strip).toList();
  }

  private static String rounded(String number) {
    String three = new BigDecimal(number).setScale(3, RoundingMode.HALF_UP).toString();
    return three.startsWith("0") ? three.substring(1) : three;
  }

  @Test
  void wordsAreThoseOfAShell() {
    assertEquals(
        List.of("a", "tcp port 22", "--x"), words("a 'tcp port 22' --x | jq 'select(.a)'"));
  }
}
