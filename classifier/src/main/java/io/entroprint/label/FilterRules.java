package io.entroprint.label;

import io.entroprint.library.Label;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads rules as {@link LabelSource#filters} says. */
final class FilterRules {
  private FilterRules() {}

  /**
   * Reads a file of rules, which hold in all captures. A line that is no rule becomes a problem
   * that names the file, the line and the column; the others count.
   *
   * @throws IOException if it can't be read
   */
  static LabelSource read(Path file) throws IOException {
    List<LabelRule> rules = new ArrayList<>();
    Problems problems = new Problems("lines of " + file + " that are no rules");
    try (LogLines lines = LogLines.open(file, problems)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
          add(line, lines.place(), rules, problems);
        }
      }
    }
    return new LabelSource(List.of(), rules, problems.lines());
  }

  private static void add(String line, String place, List<LabelRule> rules, Problems problems) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      problems.add(place + ": expected a label, a colon and a filter");
      return;
    }
    try {
      Label label = new Label(line.substring(0, colon).strip());
      FlowFilter filter = FlowFilter.parse(line.substring(colon + 1));
      rules.add(new LabelRule(Optional.empty(), filter, label, Optional.empty(), place));
    } catch (FlowFilter.SyntaxException e) {
      problems.add(place + " column " + (colon + 1 + e.column()) + ": " + e.reason());
    } catch (IllegalArgumentException e) {
      problems.add(place + ": " + e.getMessage());
    }
  }
}
