package io.entroprint.confidence;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The numbers of a library's header whose keys begin alike, such as all of {@code tcp.label.}: what
 * calibrations are read from and written to. Not thread-safe while it is written to.
 */
public final class CalibrationSection {
  private final SortedMap<String, Double> all;

  /** What the keys begin with; with a point at its end but for that of all numbers. */
  private final String name;

  private CalibrationSection(SortedMap<String, Double> all, String name) {
    this.all = all;
    this.name = name;
  }

  /** All numbers of a header. */
  public static CalibrationSection of(SortedMap<String, Double> all) {
    return new CalibrationSection(all, "");
  }

  /** The part whose keys go on with a name and a point. */
  public CalibrationSection section(String part) {
    return new CalibrationSection(all, name + part + ".");
  }

  /** The section of the same name with {@code @} and a case behind it, such as a checkpoint. */
  CalibrationSection beside(String which) {
    return new CalibrationSection(all, name.substring(0, name.length() - 1) + "@" + which + ".");
  }

  /** Whether there is a number of this key. */
  public boolean has(String key) {
    return all.containsKey(name + key);
  }

  /** A number, or what stands for it where the header has none. */
  public double get(String key, double otherwise) {
    return all.getOrDefault(name + key, otherwise);
  }

  /** Puts a number. */
  public void put(String key, double value) {
    all.put(name + key, value);
  }

  /** All numbers of the section by the rest of their keys. */
  public SortedMap<String, Double> byRest() {
    SortedMap<String, Double> rest = new TreeMap<>();
    for (Map.Entry<String, Double> entry : all.tailMap(name).entrySet()) {
      if (!entry.getKey().startsWith(name)) {
        break;
      }
      rest.put(entry.getKey().substring(name.length()), entry.getValue());
    }
    return rest;
  }

  /** Puts numbers by the rest of their keys. */
  public void putAll(Map<String, Double> byRest) {
    byRest.forEach(this::put);
  }
}
