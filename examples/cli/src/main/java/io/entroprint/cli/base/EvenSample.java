package io.entroprint.cli.base;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Leaves out some of too many things, so that every label keeps as many as any other, or all that
 * it has; and of each label those that stay are spread evenly over its order.
 */
public final class EvenSample {
  private EvenSample() {}

  /** At most so many of the things, in their order. */
  public static <T> List<T> of(List<T> things, Function<T, String> label, int most) {
    if (things.size() <= most) {
      return things;
    }
    Map<String, Integer> counts = new TreeMap<>();
    things.forEach(thing -> counts.merge(label.apply(thing), 1, Integer::sum));
    Map<String, Integer> quotas = quotas(counts, most);
    Map<String, Integer> seen = new HashMap<>();
    List<T> kept = new ArrayList<>(most);
    for (T thing : things) {
      String name = label.apply(thing);
      long place = seen.merge(name, 1, Integer::sum) - 1L;
      long quota = quotas.get(name);
      long count = counts.get(name);
      // One of every count/quota: where the multiples of quota pass a multiple of count.
      if ((place + 1) * quota / count > place * quota / count) {
        kept.add(thing);
      }
    }
    return kept;
  }

  private static Map<String, Integer> quotas(Map<String, Integer> counts, int most) {
    List<Map.Entry<String, Integer>> fewestFirst = new ArrayList<>(counts.entrySet());
    fewestFirst.sort(Map.Entry.comparingByValue(Comparator.naturalOrder()));
    Map<String, Integer> quotas = new HashMap<>();
    int left = most;
    for (int i = 0; i < fewestFirst.size(); i++) {
      Map.Entry<String, Integer> one = fewestFirst.get(i);
      int quota = Math.min(one.getValue(), left / (fewestFirst.size() - i));
      quotas.put(one.getKey(), quota);
      left -= quota;
    }
    return quotas;
  }
}
