package io.entroprint.evaluate;

import io.entroprint.stream.Transport;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How good a library is on the streams of one transport that it was not made of: numbers only.
 *
 * @param library name and version of the library that was asked; empty if capture families were
 *     left out in turn
 * @param transport the transport
 * @param sections first of all captures together, then, if there are several sets of captures, of
 *     each
 */
public record EvaluationReport(String library, Transport transport, List<Section> sections) {
  /** The name of the section of all captures. */
  public static final String ALL = "all";

  /**
   * What was measured on some captures. What {@link Evaluation.Extent#QUICK} leaves out is empty.
   *
   * @param captures the set of captures, or {@link #ALL}
   * @param forced the labels when every stream is answered
   * @param chosen the labels when {@code unknown} may be said
   * @param knownLost the share of streams, 0 to 1, whose nearest label is right but that are
   *     answered without a label
   * @param precisionAtCoverage by rising coverage
   * @param reliability whether the confidence is right, every stream answered
   * @param attributes by attribute id: client, server and settings
   * @param nature whether the nature is right
   * @param rejection whether what the library does not know is called unknown
   * @param bytesSeen by rising number of bytes
   * @param baselines simpler ways to tell the streams apart; only where families are left out
   * @param fixedThreshold what a threshold of 7.9 bits is worth
   */
  public record Section(
      String captures,
      Scores forced,
      Scores chosen,
      double knownLost,
      List<PrecisionAtCoverage> precisionAtCoverage,
      Reliability reliability,
      SortedMap<String, AttributeScores> attributes,
      NatureScores nature,
      Optional<Rejection> rejection,
      List<BytesSeen> bytesSeen,
      List<Baseline> baselines,
      Optional<EntropyThreshold> fixedThreshold) {}

  /** The section of all captures together. */
  public Section all() {
    return sections.get(0);
  }
}
