package io.entroprint.discover;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * How groups of streams agree with labels.
 *
 * @param adjustedRand the adjusted Rand index (L. Hubert and P. Arabie, Comparing Partitions,
 *     Journal of Classification 2, 1985) of the labelled streams that are in a group: 0 by chance,
 *     1 at best
 * @param withAlone the same of all labelled streams, each that is in no group as a group of its own
 * @param purity the share of the labelled streams in groups whose label is the commonest of their
 *     group
 * @param inNone the share of the labelled streams that are in no group
 * @param groups how many groups have a labelled stream
 * @param labels how many labels there are
 */
record Agreement(
    double adjustedRand,
    double withAlone,
    double purity,
    double inNone,
    double groups,
    double labels) {

  /**
   * Compares.
   *
   * @param labels by stream; an empty one is no label: such a stream makes a group less pure, and
   *     counts for nothing else
   * @param groups by stream; below 0 for none
   */
  static Agreement of(List<String> labels, int[] groups) {
    Map<Integer, Map<String, Integer>> members = new HashMap<>();
    Pairs grouped = new Pairs();
    Pairs all = new Pairs();
    for (int i = 0; i < groups.length; i++) {
      String label = labels.get(i);
      if (groups[i] >= 0) {
        members.computeIfAbsent(groups[i], g -> new HashMap<>()).merge(label, 1, Integer::sum);
      }
      if (!label.isEmpty()) {
        all.add(label, groups[i] < 0 ? -1 - i : groups[i]);
        if (groups[i] >= 0) {
          grouped.add(label, groups[i]);
        }
      }
    }
    long pure = 0;
    for (Map<String, Integer> group : members.values()) {
      int most = group.values().stream().mapToInt(n -> n).max().getAsInt();
      if (group.getOrDefault("", 0) < most) {
        pure += most;
      }
    }
    return new Agreement(
        grouped.adjustedRand(),
        all.adjustedRand(),
        pure / (double) grouped.count,
        1 - grouped.count / (double) all.count,
        grouped.groups.size(),
        new HashSet<>(all.labels.keySet()).size());
  }

  /** The mean of several. */
  static Agreement mean(List<Agreement> several) {
    return new Agreement(
        several.stream().mapToDouble(Agreement::adjustedRand).average().orElseThrow(),
        several.stream().mapToDouble(Agreement::withAlone).average().orElseThrow(),
        several.stream().mapToDouble(Agreement::purity).average().orElseThrow(),
        several.stream().mapToDouble(Agreement::inNone).average().orElseThrow(),
        several.stream().mapToDouble(Agreement::groups).average().orElseThrow(),
        several.stream().mapToDouble(Agreement::labels).average().orElseThrow());
  }

  private static final class Pairs {
    private final Map<String, Integer> labels = new HashMap<>();
    private final Map<Integer, Integer> groups = new HashMap<>();
    private final Map<List<Object>, Integer> both = new HashMap<>();
    private int count;

    void add(String label, int group) {
      labels.merge(label, 1, Integer::sum);
      groups.merge(group, 1, Integer::sum);
      both.merge(List.of(label, group), 1, Integer::sum);
      count++;
    }

    double adjustedRand() {
      double ofLabels = pairs(labels);
      double ofGroups = pairs(groups);
      double expected = ofLabels * ofGroups / (count * (count - 1.0) / 2);
      return (pairs(both) - expected) / ((ofLabels + ofGroups) / 2 - expected);
    }

    private static double pairs(Map<?, Integer> counts) {
      return counts.values().stream().mapToDouble(n -> n * (n - 1.0) / 2).sum();
    }
  }
}
