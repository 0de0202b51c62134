package io.entroprint.confidence;

import io.entroprint.library.Label;
import io.entroprint.stream.StreamEvidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a library says about how sure its labels are, for the streams of one transport: a rule
 * for streams that have ended, one for those of which only one direction was captured, one for
 * those whose beginning is not known, and one for each of the {@link Checkpoints} of those that
 * still go on. A library without rules has the plain {@link Confidence}. Immutable.
 *
 * @param threshold the confidence, 0 to 1, from which on a label is given
 * @param usualSpread the spread of a label that is not in {@code spreads}
 * @param spreads by label name, in units of {@link Confidence#logDistance}
 * @param end the rule of streams that have ended; empty where the plain confidence holds
 * @param oneDirection that of streams of one direction; if empty that of the end holds
 * @param midstream that of streams whose beginning is not known; if empty that of the end holds
 * @param early those of the checkpoints, in their order; if empty that of the end holds
 * @param plain what holds where there is no rule
 * @param plainEarly the same at the checkpoints
 * @param precisions by the confidence that is asked for, how often a label is right that was
 *     decided with it, early or at the end
 */
public record LabelCalibration(
    double threshold,
    double usualSpread,
    SortedMap<String, Double> spreads,
    Optional<CandidateRule> end,
    Optional<CandidateRule> oneDirection,
    Optional<CandidateRule> midstream,
    List<Optional<CandidateRule>> early,
    Confidence plain,
    List<Confidence> plainEarly,
    SortedMap<Double, Double> precisions) {

  private static final String ONE_DIRECTION = "one-direction";
  private static final String MIDSTREAM = "midstream";

  /** Copies the collections. */
  public LabelCalibration {
    spreads = Collections.unmodifiableSortedMap(new TreeMap<>(spreads));
    early = List.copyOf(early);
    plainEarly = List.copyOf(plainEarly);
    precisions = Collections.unmodifiableSortedMap(new TreeMap<>(precisions));
  }

  /** Of a library that was never calibrated. */
  public static LabelCalibration uncalibrated() {
    return from(CalibrationSection.of(new TreeMap<>()).section("none"));
  }

  /** A calibration by rules. */
  public static LabelCalibration of(
      double threshold,
      double usualSpread,
      SortedMap<String, Double> spreads,
      CandidateRule end,
      Optional<CandidateRule> oneDirection,
      Optional<CandidateRule> midstream,
      List<Optional<CandidateRule>> early,
      SortedMap<Double, Double> precisions) {
    return new LabelCalibration(
        threshold,
        usualSpread,
        spreads,
        Optional.of(end),
        oneDirection,
        midstream,
        early,
        Confidence.UNCALIBRATED,
        List.of(),
        precisions);
  }

  /** The spread of a label. */
  public double spread(Label label) {
    return spreads.getOrDefault(label.name(), usualSpread);
  }

  /** The rule that fits how much is seen of a stream; empty where the plain confidence holds. */
  public Optional<CandidateRule> rule(StreamEvidence stream) {
    if (stream.midstream() && midstream.isPresent()) {
      return midstream;
    }
    if (stream.oneDirection() && oneDirection.isPresent()) {
      return oneDirection;
    }
    int checkpoint = checkpoint(stream);
    return checkpoint >= 0 && checkpoint < early.size() && early.get(checkpoint).isPresent()
        ? early.get(checkpoint)
        : end;
  }

  /** The plain confidence that fits how far a stream has come. */
  public Confidence plain(StreamEvidence stream) {
    int checkpoint = checkpoint(stream);
    return checkpoint >= 0 && checkpoint < plainEarly.size() ? plainEarly.get(checkpoint) : plain;
  }

  private static int checkpoint(StreamEvidence stream) {
    return stream.finished() ? -1 : Checkpoints.lastReached(stream);
  }

  /** The least confidence that gave a precision when the library was built. */
  public double confidenceFor(double precision) {
    return precisions.entrySet().stream()
        .filter(entry -> entry.getValue() >= precision)
        .mapToDouble(Map.Entry::getKey)
        .min()
        .orElse(Math.max(precision, threshold));
  }

  static LabelCalibration from(CalibrationSection section) {
    Confidence plain = Confidence.from(section);
    List<Optional<CandidateRule>> early = new ArrayList<>();
    List<Confidence> plainEarly = new ArrayList<>();
    for (int i = 0; i < Checkpoints.GRID.size(); i++) {
      CalibrationSection at = section.beside(Checkpoints.name(i));
      early.add(CandidateRule.from(at));
      plainEarly.add(plain.withFactorsOf(at));
    }
    SortedMap<Double, Double> precisions = new TreeMap<>();
    section
        .section("precision-at")
        .byRest()
        .forEach((confidence, value) -> precisions.put(Double.valueOf(confidence), value));
    return new LabelCalibration(
        section.get("threshold", Confidence.UNCALIBRATED.threshold()),
        section.get("usual-spread", 0),
        section.section("spread").byRest(),
        CandidateRule.from(section),
        CandidateRule.from(section.beside(ONE_DIRECTION)),
        CandidateRule.from(section.beside(MIDSTREAM)),
        early,
        plain,
        plainEarly,
        precisions);
  }

  void writeTo(CalibrationSection section) {
    section.put("threshold", threshold);
    section.put("usual-spread", usualSpread);
    section.section("spread").putAll(spreads);
    end.ifPresent(rule -> rule.writeTo(section));
    oneDirection.ifPresent(rule -> rule.writeTo(section.beside(ONE_DIRECTION)));
    midstream.ifPresent(rule -> rule.writeTo(section.beside(MIDSTREAM)));
    for (int i = 0; i < early.size(); i++) {
      CalibrationSection at = section.beside(Checkpoints.name(i));
      early.get(i).ifPresent(rule -> rule.writeTo(at));
    }
    if (end.isEmpty()) {
      plain.writeTo(section);
      for (int i = 0; i < plainEarly.size(); i++) {
        plainEarly.get(i).writeFactorsTo(section.beside(Checkpoints.name(i)));
      }
    }
    CalibrationSection at = section.section("precision-at");
    precisions.forEach((confidence, value) -> at.put(confidence.toString(), value));
  }
}
