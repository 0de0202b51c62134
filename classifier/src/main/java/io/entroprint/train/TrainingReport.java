package io.entroprint.train;

import io.entroprint.label.LabelledStream;
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

  /** The report for people, one line for each fact; what was {@link #leftOut} is not in it. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
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

  /**
   * A labelled stream that looks mislabelled.
   *
   * @param stream the stream
   * @param nearer another label, of which another capture family has a stream close by
   * @param distance how far that one is
   * @param ownDistance how far the nearest of the stream's own label in another family is
   */
  public record Suspect(LabelledStream stream, Label nearer, double distance, double ownDistance) {

    /** Where its label was said, such as {@code labels.csv line 12}. */
    public String place() {
      return stream.truth().place();
    }

    /** Why it is suspected, in one sentence. */
    public String reason() {
      return String.format(
          Locale.ROOT,
          "said to be %s, but %s of another family is as near as %.3f and %s of another family no"
              + " nearer than %.3f",
          stream.truth().label().orElseThrow(),
          nearer,
          distance,
          stream.truth().label().orElseThrow(),
          ownDistance);
    }

    /** The place, the stream and the reason. */
    @Override
    public String toString() {
      return "%s: %s in %s: %s"
          .formatted(place(), stream.truth().key(), stream.capture(), reason());
    }
  }
}
