package io.entroprint.label;

import io.entroprint.library.Label;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads rules from a text file, one a line: a label, a colon and a {@link FlowFilter}. Empty lines
 * and lines that begin with {@code #} say nothing.
 *
 * <pre>
 * # our own servers
 * ssh-2: tcp dst port 22 and dst net 192.0.2.0/24
 * sip:   udp port 5060 or udp port 5061
 * </pre>
 */
public final class FilterRules {
  private FilterRules() {}

  /**
   * Reads a file of rules, which hold in all captures. A line that is no rule becomes a problem
   * that names the file, the line and the column; the others count.
   *
   * @throws IOException if it can't be read
   */
  public static LabelSource read(Path file) throws IOException {
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
      rules.add(new LabelRule(FlowLabel.ANY_CAPTURE, filter, label, FlowLabel.OWN_FAMILY, place));
    } catch (FlowFilter.SyntaxException e) {
      problems.add(place + " column " + (colon + 1 + e.column()) + ": " + e.reason());
    } catch (IllegalArgumentException e) {
      problems.add(place + ": " + e.getMessage());
    }
  }
}
