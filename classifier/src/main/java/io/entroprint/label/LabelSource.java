package io.entroprint.label;

import java.util.ArrayList;
import java.util.List;

/**
 * What one or several files say of the streams of captures: labels of single streams, and rules
 * that may each label many.
 *
 * @param flows labels of single streams
 * @param rules rules
 * @param problems what was wrong with the files, one line each; the rest of them counts
 */
public record LabelSource(List<FlowLabel> flows, List<LabelRule> rules, List<String> problems) {

  /** Copies the lists. */
  public LabelSource {
    flows = List.copyOf(flows);
    rules = List.copyOf(rules);
    problems = List.copyOf(problems);
  }

  /** Labels of single streams, such as those of {@link LabelsCsv}. */
  public static LabelSource of(List<FlowLabel> flows) {
    return new LabelSource(flows, List.of(), List.of());
  }

  /**
   * Both together. A stream on which they agree has the label once; what is known of its client and
   * server is what this source says.
   */
  public LabelSource and(LabelSource other) {
    return new LabelSource(
        joined(flows, other.flows), joined(rules, other.rules), joined(problems, other.problems));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
