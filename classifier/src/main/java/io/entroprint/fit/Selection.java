package io.entroprint.fit;

import io.entroprint.label.LabelledStream;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which labelled streams take part, and why others do not.
 *
 * @param streams those that take part, in the order of capture, start and five-tuple
 * @param leftOut how many were left out, by reason
 */
public record Selection(List<LabelledStream> streams, Map<String, Integer> leftOut) {
  private static final Comparator<LabelledStream> ORDER =
      Comparator.comparing((LabelledStream s) -> s.family())
          .thenComparing(s -> s.capture())
          .thenComparing(s -> s.summary().start().startNanos())
          .thenComparing(s -> s.summary().start().ordinal());

  /**
   * Chooses.
   *
   * @param fewestBytes streams with fewer measured payload bytes are left out
   * @param mostPerFamily at most so many streams of one label and family, evenly spread
   */
  public static Selection of(List<LabelledStream> all, int fewestBytes, int mostPerFamily) {
    Map<String, Integer> leftOut = new TreeMap<>();
    Map<String, List<LabelledStream>> groups = new TreeMap<>();
    for (LabelledStream stream : all) {
      String reason = unfit(stream, fewestBytes);
      if (reason.isEmpty()) {
        String group =
            stream.truth().key().transport()
                + "\t"
                + stream.truth().label().orElseThrow()
                + "\t"
                + stream.family();
        groups.computeIfAbsent(group, g -> new ArrayList<>()).add(stream);
      } else {
        leftOut.merge(reason, 1, Integer::sum);
      }
    }
    List<LabelledStream> streams = new ArrayList<>();
    for (List<LabelledStream> group : groups.values()) {
      group.sort(ORDER);
      int take = Math.min(group.size(), mostPerFamily);
      for (int i = 0; i < take; i++) {
        streams.add(group.get((int) ((long) i * group.size() / take)));
      }
      if (take < group.size()) {
        leftOut.merge(
            "more than " + mostPerFamily + " of one label and family",
            group.size() - take,
            Integer::sum);
      }
    }
    return new Selection(List.copyOf(streams), new LinkedHashMap<>(leftOut));
  }

  /** The streams of one transport. */
  public static List<LabelledStream> of(Transport transport, List<LabelledStream> streams) {
    return streams.stream().filter(s -> s.truth().key().transport() == transport).toList();
  }

  /** The streams of one transport that are no protocol's, such as bare files, but are seen well. */
  public static List<LabelledStream> bare(
      Transport transport, List<LabelledStream> all, int fewestBytes) {
    return of(transport, all).stream()
        .filter(s -> s.truth().label().isEmpty())
        .filter(s -> !s.evidence().midstream())
        .filter(s -> s.summary().bytes() >= fewestBytes)
        .toList();
  }

  /** How many coordinates the streams have that are fit to train on, however many there are. */
  public static long numbers(List<LabelledStream> all, int fewestBytes) {
    return all.stream()
        .filter(s -> unfit(s, fewestBytes).isEmpty())
        .mapToLong(s -> s.evidence().vector().size())
        .sum();
  }

  /** Why streams were left out, and how many: "the start was not seen (2), ..."; may be empty. */
  public String reasons() {
    return leftOut.entrySet().stream()
        .map(reason -> reason.getKey() + " (" + reason.getValue() + ")")
        .collect(Collectors.joining(", "));
  }

  private static String unfit(LabelledStream stream, int fewestBytes) {
    if (stream.truth().label().isEmpty()) {
      return "no protocol is meant";
    }
    if (stream.summary().start().midstream()) {
      return "the start was not seen";
    }
    if (stream.summary().bytes() < fewestBytes) {
      return "fewer than " + fewestBytes + " payload bytes";
    }
    return "";
  }
}
