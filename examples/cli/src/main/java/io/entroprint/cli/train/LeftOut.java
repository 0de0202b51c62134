package io.entroprint.cli.train;

import io.entroprint.label.LabelledStream;
import io.entroprint.library.Label;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What had no part in a library or in a measurement, by reason: the last thing that is printed. */
final class LeftOut {
  private final Map<String, Integer> reasons = new LinkedHashMap<>();

  /** So many streams more have this reason. */
  LeftOut add(String reason, int streams) {
    if (streams > 0) {
      reasons.merge(reason, streams, Integer::sum);
    }
    return this;
  }

  LeftOut addAll(Map<String, Integer> more) {
    more.forEach(this::add);
    return this;
  }

  /** Prints a line for each reason; nothing if nothing was left out. */
  void print(StringBuilder out) {
    if (!reasons.isEmpty()) {
      out.append("streams left out, because\n");
    }
    reasons.forEach(
        (reason, streams) ->
            out.append(String.format(Locale.ROOT, "%,10d  %s%n", streams, reason)));
  }

  /**
   * Prints which labels have one capture family only: they can be trained, but how well they are
   * recognised elsewhere is not known.
   */
  static void printLabelsOfOneFamily(List<LabelledStream> streams, StringBuilder out) {
    Map<String, Set<String>> families = new TreeMap<>();
    for (LabelledStream stream : streams) {
      stream
          .truth()
          .label()
          .map(Label::name)
          .map(label -> label + " " + stream.truth().key().transport().id())
          .ifPresent(
              label -> families.computeIfAbsent(label, l -> new HashSet<>()).add(stream.family()));
    }
    List<String> single =
        families.entrySet().stream()
            .filter(label -> label.getValue().size() == 1)
            .map(Map.Entry::getKey)
            .toList();
    if (!single.isEmpty()) {
      out.append(
          "labels of one capture family, of which nothing says how well they are recognised"
              + " elsewhere: ");
      out.append(String.join(", ", single)).append('\n');
    }
  }
}
