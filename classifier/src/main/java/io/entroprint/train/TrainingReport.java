package io.entroprint.train;

import io.entroprint.library.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the streams that a library was trained on.
 *
 * @param streams how many streams the library stands for
 * @param leftOut how many were left out at once, by reason
 * @param suspects those that look mislabelled
 * @param suspectsDropped whether these were left out, too
 * @param condensed by label
 * @param numbers how many coordinates the streams have, those left out for their number as well
 * @param numbersKept how many the library's fingerprints have
 * @param beside how many fingerprints stand beside these to tell client, server and settings
 */
public record TrainingReport(
    int streams,
    Map<String, Integer> leftOut,
    List<Suspect> suspects,
    boolean suspectsDropped,
    SortedMap<Label, Condensed> condensed,
    long numbers,
    long numbersKept,
    int beside) {

  /**
   * How many fingerprints tell a label.
   *
   * @param from streams
   * @param to fingerprints
   */
  public record Condensed(int from, int to) {}

  /** Copies the collections. */
  public TrainingReport {
    leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    suspects = List.copyOf(suspects);
    condensed = Collections.unmodifiableSortedMap(new TreeMap<>(condensed));
  }

  /** The report for people, one line for each fact. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    leftOut.forEach((reason, count) -> lines.add("left out " + count + ": " + reason));
    if (!suspects.isEmpty()) {
      lines.add(
          (suspectsDropped ? "left out " : "kept ") + suspects.size() + ": looks mislabelled");
      suspects.forEach(suspect -> lines.add("suspect: " + suspect));
    }
    condensed.forEach(
        (label, c) -> lines.add("condensed " + label + ": " + c.from() + " streams to " + c.to()));
    if (beside > 0) {
      lines.add(beside + " fingerprints more to tell client, server, settings and nature");
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "numbers of the vectors: %d of %d, %.2f times fewer",
            numbersKept,
            numbers,
            (double) numbers / numbersKept));
    return lines;
  }
}
