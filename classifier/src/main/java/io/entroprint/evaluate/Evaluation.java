package io.entroprint.evaluate;

import io.entroprint.fit.CommonsMath;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.match.Verdict;
import io.entroprint.stream.Transport;
import io.entroprint.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How good a library is on streams that it was not made of.
 *
 * <pre>{@code
 * Evaluation evaluation = Evaluation.leaveFamiliesOut(
 *     List.of(new Evaluation.CaptureSet("mine", directory, captures.streams())),
 *     Transport.TCP, TrainingOptions.defaults(), Evaluation.Extent.QUICK);
 * double accuracy = evaluation.report().all().forced().accuracy();
 * }</pre>
 *
 * <p>The result depends on the arguments and on nothing else: not on the number of threads or the
 * machine.
 *
 * @param report the numbers
 * @param answers what was said of each stream that was scored
 * @param leftOut how many streams of the transport have no part in that, by reason
 */
public record Evaluation(
    EvaluationReport report, List<Answer> answers, Map<String, Integer> leftOut) {

  /** Keeps its own copies. */
  public Evaluation {
    answers = List.copyOf(answers);
    leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
  }

  /** How much is measured. */
  public enum Extent {
    /**
     * Labels, confidence, attributes and nature. The calibrations for streams that go on are not
     * fitted: one that was cut off is judged like one that ended.
     */
    QUICK,
    /**
     * Also the rejection of labels left out, accuracy by bytes seen and the baselines. Takes about
     * three times as long and reads the captures once more.
     */
    FULL
  }

  /**
   * Leaves out each capture family in turn: a library is trained on all other families, and its
   * calibration fitted on other families, and asked about the one that was left out. Scored are the
   * streams whose label has two families or more.
   *
   * @param sets whose streams together are the collection
   * @throws IllegalStateException if commons-math3, an optional dependency, is missing
   * @throws IOException if a capture that must be read again can't be
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public static Evaluation leaveFamiliesOut(
      List<CaptureSet> sets, Transport transport, TrainingOptions options, Extent extent)
      throws IOException, InterruptedException {
    CommonsMath.require();
    return new EvaluationRun(sets, transport, options, extent).leaveFamiliesOut();
  }

  /** What is never split between what a library is made of and what it is asked about. */
  public enum Dealing {
    /** Capture families: what a library says of networks that it has not seen. */
    FAMILIES,
    /** What began in the same minute of a capture: what it says of more of the same. */
    SESSIONS,
    /** Servers by address and port: what it says of deployments that it has not seen. */
    SERVERS,
    /** Whole collections: what it says of captures that others made for another purpose. */
    COLLECTIONS;

    /** The name in reports: lower case. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Measures what ships: deals the streams into parts, trains a library of all but one as it would
   * be published, asks it about that one in the default mode, and so on. Scored are the streams
   * whose label the library has; with {@link Extent#FULL} all others are strangers, too.
   *
   * @param transports whose streams are asked about; the libraries know both in any case
   * @param parts how many, 2 or more; of {@link Dealing#COLLECTIONS} each set is one, and this is
   *     not asked
   * @return an evaluation of each transport, in their order
   * @throws IllegalArgumentException if there are fewer than two parts
   * @throws IllegalStateException if commons-math3, an optional dependency, is missing
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public static List<Evaluation> leavePartsOut(
      List<CaptureSet> sets,
      Set<Transport> transports,
      TrainingOptions options,
      Extent extent,
      Dealing dealing,
      int parts)
      throws InterruptedException {
    int count = dealing == Dealing.COLLECTIONS ? sets.size() : parts;
    if (count < 2) {
      throw new IllegalArgumentException(
          (dealing == Dealing.COLLECTIONS ? "collections" : "parts")
              + " to leave out: 2 or more, not "
              + count);
    }
    CommonsMath.require();
    Parts trained = new Parts(sets, dealing, count, options);
    List<Evaluation> evaluations = new ArrayList<>();
    for (Transport transport : transports) {
      evaluations.add(new EvaluationRun(sets, transport, options, extent).leaveOut(trained));
    }
    return List.copyOf(evaluations);
  }

  /**
   * Asks a library about streams.
   *
   * @throws IllegalArgumentException if the library was made of one of the captures, naming it
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public static Evaluation against(
      FingerprintLibrary library,
      List<CaptureSet> sets,
      Transport transport,
      TrainingOptions options,
      Extent extent)
      throws InterruptedException {
    return new EvaluationRun(sets, transport, options, extent).against(library);
  }

  /**
   * A stream of known label, and what was said of it.
   *
   * @param stream the stream
   * @param forced what is said when every stream must be answered
   * @param verdict what is said when {@code unknown} may be said
   */
  public record Answer(LabelledStream stream, Verdict forced, Verdict verdict) {
    /** The true label. */
    public String truth() {
      return stream.truth().label().orElseThrow().name();
    }

    /** Whether the nearest label is the true one. */
    boolean isRight() {
      return forced.labelOrDecision().equals(truth());
    }
  }

  /**
   * The labelled streams of one directory of captures, which an evaluation reports on separately.
   *
   * @param name what the report calls it
   * @param directory where the captures are; {@link io.entroprint.label.FlowLabel#capture} is
   *     relative to it
   * @param streams its streams
   */
  public record CaptureSet(String name, Path directory, List<LabelledStream> streams) {
    /** Keeps its own copy of the list. */
    public CaptureSet {
      streams = List.copyOf(streams);
    }
  }
}
