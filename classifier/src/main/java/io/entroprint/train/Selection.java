package io.entroprint.train;

import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which labelled streams take part, and why others do not.
 *
 * @param streams those that take part, in the order of capture, start and five-tuple
 * @param leftOut how many were left out, by reason
 */
record Selection(List<LabelledStream> streams, Map<String, Integer> leftOut) {
  private static final Comparator<LabelledStream> ORDER =
      Comparator.comparing((LabelledStream s) -> s.truth().family())
          .thenComparing(s -> s.truth().capture())
          .thenComparing(s -> s.summary().start().startNanos())
          .thenComparing(s -> s.summary().start().ordinal());

  static Selection of(List<LabelledStream> all, TrainingOptions options) {
    Map<String, Integer> leftOut = new TreeMap<>();
    Map<String, List<LabelledStream>> groups = new TreeMap<>();
    for (LabelledStream stream : all) {
      String reason = unfit(stream, options);
      if (reason.isEmpty()) {
        String group =
            stream.truth().key().transport()
                + "\t"
                + stream.truth().label().orElseThrow()
                + "\t"
                + stream.truth().family();
        groups.computeIfAbsent(group, g -> new ArrayList<>()).add(stream);
      } else {
        leftOut.merge(reason, 1, Integer::sum);
      }
    }
    List<LabelledStream> streams = new ArrayList<>();
    for (List<LabelledStream> group : groups.values()) {
      group.sort(ORDER);
      int take = Math.min(group.size(), options.mostPerFamily());
      for (int i = 0; i < take; i++) {
        streams.add(group.get((int) ((long) i * group.size() / take)));
      }
      if (take < group.size()) {
        leftOut.merge(
            "more than " + options.mostPerFamily() + " of one label and family",
            group.size() - take,
            Integer::sum);
      }
    }
    return new Selection(List.copyOf(streams), new LinkedHashMap<>(leftOut));
  }

  /** The streams of one transport. */
  static List<LabelledStream> of(Transport transport, List<LabelledStream> streams) {
    return streams.stream().filter(s -> s.truth().key().transport() == transport).toList();
  }

  /** How many coordinates the streams have that are fit to train on, however many there are. */
  static long numbers(List<LabelledStream> all, TrainingOptions options) {
    return all.stream()
        .filter(s -> unfit(s, options).isEmpty())
        .mapToLong(s -> s.evidence().vector().size())
        .sum();
  }

  private static String unfit(LabelledStream stream, TrainingOptions options) {
    if (stream.truth().label().isEmpty()) {
      return "no protocol is meant";
    }
    if (stream.summary().start().midstream()) {
      return "the start was not seen";
    }
    if (stream.summary().bytes() < options.fewestBytes()) {
      return "fewer than " + options.fewestBytes() + " payload bytes";
    }
    return "";
  }
}
