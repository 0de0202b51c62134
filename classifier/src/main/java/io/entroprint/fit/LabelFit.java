package io.entroprint.fit;

import io.entroprint.concurrent.OrderedPool;
import io.entroprint.confidence.CandidateRule;
import io.entroprint.confidence.Checkpoints;
import io.entroprint.confidence.LabelCalibration;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;
import io.entroprint.fit.RuleQuestion.Answer;
import io.entroprint.label.LabelledStream;
import io.entroprint.label.LateStart;
import io.entroprint.library.Fingerprint;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Fits how sure the labels of a library are: its rules for streams that have ended, for streams of
 * one direction, for streams without their beginning and for each checkpoint, and the threshold.
 *
 * <p>Everything is fitted against the fingerprints that the library ships, since distances to few
 * are larger than distances to all.
 */
public final class LabelFit {
  /** Streams of a label of the other transport, at most. */
  private static final int MOST_OF_OTHER = 12;

  private static final int FOLDS = 5;

  /**
   * The threshold is not lower. Below it about as much of what would be said is wrong as is right,
   * streams of protocols that nobody labelled included; EXPERIMENTS.md has the figures.
   */
  private static final double LEAST_THRESHOLD = 0.7;

  /** The same where too little is known to learn more than how near the nearest must be. */
  private static final double LEAST_THRESHOLD_OF_FEW = 0.5;

  private final Transport transport;
  private final List<LabelledStream> known;
  private final List<LabelledStream> bare;
  private final List<LabelledStream> ofOther;
  private final RuleQuestions questions;
  private final double knownLost;
  private final int threads;

  /**
   * A fit for a library.
   *
   * @param transport of the library's streams
   * @param kept the fingerprints of the transport that tell the label, at least one
   * @param known the streams of the transport that it was made of
   * @param bare streams of the transport that are no protocol's, such as bare files
   * @param ofOther streams of the other transport; those of labels that this one has are left out
   * @param knownLost the share of streams of known labels that may be called unknown although their
   *     label is right, 0 to 1: sets the threshold
   * @param threads how many threads may work at a time; the result does not depend on it
   */
  public LabelFit(
      Transport transport,
      List<Fingerprint> kept,
      List<LabelledStream> known,
      List<LabelledStream> bare,
      List<LabelledStream> ofOther,
      double knownLost,
      int threads) {
    this.transport = transport;
    this.known = known;
    this.bare = bare;
    this.knownLost = knownLost;
    this.threads = threads;
    questions = new RuleQuestions(kept, threads);
    this.ofOther = few(ofOther);
  }

  /** Some of each label that the library lacks, evenly spread. */
  private List<LabelledStream> few(List<LabelledStream> all) {
    SortedMap<String, List<LabelledStream>> byLabel = new TreeMap<>();
    for (LabelledStream stream : all) {
      if (!questions.has(stream.truth().label().orElseThrow())) {
        byLabel
            .computeIfAbsent(
                stream.truth().label().orElseThrow().name(), label -> new ArrayList<>())
            .add(stream);
      }
    }
    List<LabelledStream> few = new ArrayList<>();
    for (List<LabelledStream> ofLabel : byLabel.values()) {
      int take = Math.min(MOST_OF_OTHER, ofLabel.size());
      for (int i = 0; i < take; i++) {
        few.add(ofLabel.get((int) ((long) i * ofLabel.size() / take)));
      }
    }
    return few;
  }

  /**
   * Fits.
   *
   * @param heldOut how far the streams that the library was made of are from each other
   * @param early whether to fit the checkpoints and one direction, too
   * @param dealings how many dealings of the families into folds the threshold is the mean of
   */
  public LabelCalibration calibration(List<HeldOut> heldOut, boolean early, int dealings)
      throws InterruptedException {
    return calibrations(List.of(family -> true), List.of(new LabelSpread(heldOut)), early, dealings)
        .get(0);
  }

  /**
   * Fits several times, each time on the streams of some families alone.
   *
   * @param families of which families, each time
   * @param spreads of the labels, each time
   */
  public List<LabelCalibration> calibrations(
      List<Predicate<String>> families, List<LabelSpread> spreads, boolean early, int dealings)
      throws InterruptedException {
    int times = families.size();
    List<List<RuleQuestion>> atTheEnd = new ArrayList<>();
    List<Optional<CandidateRule>> ends = new ArrayList<>();
    List<List<Optional<CandidateRule>>> earlies = new ArrayList<>();
    List<DecidedEarly> decided = new ArrayList<>();
    List<RuleQuestion> all = questions(seen(s -> Optional.of(s.evidence())), true);
    for (int t = 0; t < times; t++) {
      List<RuleQuestion> some = some(all, families.get(t), spreads.get(t));
      atTheEnd.add(some);
      ends.add(RuleFit.fit(some));
      earlies.add(new ArrayList<>());
      decided.add(new DecidedEarly());
    }
    List<Optional<CandidateRule>> oneDirection =
        new ArrayList<>(Collections.nCopies(times, Optional.empty()));
    List<Optional<CandidateRule>> midstream =
        new ArrayList<>(Collections.nCopies(times, Optional.empty()));
    if (early) {
      for (int i = 0; i < Checkpoints.GRID.size(); i++) {
        int checkpoint = i;
        List<RuleQuestion> then =
            questions(
                seen(
                    s ->
                        checkpoint < s.growth().checkpoints()
                            ? Optional.of(s.growth().at(checkpoint, s.evidence()))
                            : Optional.empty()),
                false);
        for (int t = 0; t < times; t++) {
          List<RuleQuestion> some = some(then, families.get(t), spreads.get(t));
          Optional<CandidateRule> rule = RuleFit.fit(some);
          earlies.get(t).add(rule);
          decided.get(t).checkpoint(i, some, rule);
        }
      }
      List<RuleQuestion> halves = questions(LabelFit::halves, false);
      List<RuleQuestion> late = questions(LabelFit::late, false);
      for (int t = 0; t < times; t++) {
        oneDirection.set(t, RuleFit.fit(some(halves, families.get(t), spreads.get(t))));
        midstream.set(t, RuleFit.fit(some(late, families.get(t), spreads.get(t))));
      }
    }
    List<LabelCalibration> calibrations = new ArrayList<>();
    for (int t = 0; t < times; t++) {
      if (ends.get(t).isEmpty()) {
        calibrations.add(LabelCalibration.uncalibrated());
        continue;
      }
      CandidateRule end = ends.get(t).get();
      List<RuleQuestion> some = some(atTheEnd.get(t), family -> true, spreads.get(t));
      decided.get(t).end(some, end);
      calibrations.add(
          LabelCalibration.of(
              threshold(some, end, dealings),
              spreads.get(t).usual(),
              spreads.get(t).all(),
              end,
              oneDirection.get(t),
              midstream.get(t),
              earlies.get(t),
              early ? decided.get(t).precisions() : new TreeMap<>()));
    }
    return calibrations;
  }

  /** What is asked of streams, by what is seen of each. */
  private List<RuleQuestion> questions(
      Function<LabelledStream, List<StreamEvidence>> seen, boolean clientAlone)
      throws InterruptedException {
    List<RuleQuestion> all =
        new ArrayList<>(questions.of(Stream.concat(known.stream(), bare.stream()).toList(), seen));
    // Many streams over UDP are never answered.
    boolean halved = clientAlone && transport == Transport.UDP;
    all.addAll(
        questions.ofOtherTransport(
            ofOther,
            stream ->
                seen.apply(stream).stream()
                    .flatMap(e -> halved ? Stream.of(e, clientAlone(e)) : Stream.of(e))
                    .map(
                        e ->
                            new StreamEvidence(
                                transport,
                                e.vector(),
                                e.curve(),
                                e.finished(),
                                false,
                                e.oneDirection()))
                    .toList()));
    return all;
  }

  private static Function<LabelledStream, List<StreamEvidence>> seen(
      Function<LabelledStream, Optional<StreamEvidence>> seen) {
    return stream ->
        stream.evidence().oneDirection() ? List.of() : seen.apply(stream).stream().toList();
  }

  /** A stream as if one direction alone had been captured, and the other alone. */
  private static List<StreamEvidence> halves(LabelledStream stream) {
    return Stream.of(View.TO_SERVER, View.TO_CLIENT)
        .flatMap(view -> stream.oneDirection(view).stream())
        .toList();
  }

  /** A stream as if its capture had begun too late, each time by more. */
  private static List<StreamEvidence> late(LabelledStream stream) {
    return stream.evidence().oneDirection()
        ? List.of()
        : Arrays.stream(LateStart.values()).flatMap(l -> stream.startingLate(l).stream()).toList();
  }

  /** A stream as if the server had sent nothing. */
  private static StreamEvidence clientAlone(StreamEvidence e) {
    EntropyVector vector = e.vector();
    FeatureDefinition definition = vector.definition();
    int reached = vector.reached(View.TO_SERVER);
    double[] values = new double[definition.dimension()];
    int joined = definition.coordinate(View.BOTH, 0);
    int own = definition.coordinate(View.TO_SERVER, 0);
    for (int i = 0; i < reached * definition.measures().size(); i++) {
      values[joined + i] = vector.get(own + i);
      values[own + i] = vector.get(own + i);
    }
    return new StreamEvidence(
        e.transport(),
        EntropyVector.of(definition, reached, reached, 0, values),
        e.curve(),
        e.finished(),
        false,
        false);
  }

  private static List<RuleQuestion> some(
      List<RuleQuestion> all, Predicate<String> families, LabelSpread spread) {
    return all.stream()
        .filter(q -> q.kind == RuleQuestion.Kind.OF_OTHER_TRANSPORT || families.test(q.family))
        .map(
            q ->
                q.withSpreads(
                    label ->
                        spread.withoutFamily(
                            label, q.kind == RuleQuestion.Kind.OF_OTHER_TRANSPORT ? "" : q.family)))
        .toList();
  }

  /**
   * The confidence below which the given share of the known streams is right all the same, where
   * the second step is fitted without their families: the mean over several dealings of the
   * families into folds, since one dealing moves it by a tenth.
   */
  private double threshold(List<RuleQuestion> some, CandidateRule rule, int dealings)
      throws InterruptedException {
    List<Answer> answers = some.stream().map(q -> q.answer(rule)).toList();
    List<int[]> all = new ArrayList<>();
    for (int dealing = 0; dealing < dealings; dealing++) {
      for (int fold = 0; fold < FOLDS; fold++) {
        all.add(new int[] {dealing, fold});
      }
    }
    List<List<Double>> hits =
        OrderedPool.map(all, threads, one -> hits(answers, rule, dealt(answers, one[0]), one[1]));
    int count = (int) answers.stream().filter(a -> a.question().isKnown()).count();
    double least = RuleFit.isFew(count) ? LEAST_THRESHOLD_OF_FEW : LEAST_THRESHOLD;
    double sum = 0;
    for (int dealing = 0; dealing < dealings; dealing++) {
      double[] sorted =
          hits.subList(dealing * FOLDS, (dealing + 1) * FOLDS).stream()
              .flatMap(List::stream)
              .mapToDouble(Double::doubleValue)
              .sorted()
              .toArray();
      int at = Math.min(sorted.length - 1, (int) (knownLost * count));
      sum += at < 0 ? least : sorted[at];
    }
    return Math.max(least, sum / dealings);
  }

  private static Map<String, Integer> dealt(List<Answer> answers, int dealing) {
    List<String> families =
        new ArrayList<>(new TreeSet<>(answers.stream().map(a -> a.question().family).toList()));
    Collections.shuffle(families, new Random(dealing));
    Map<String, Integer> foldOf = new HashMap<>();
    families.forEach(family -> foldOf.put(family, foldOf.size() % FOLDS));
    return foldOf;
  }

  /** How sure the right answers of a fold are by what the other folds give. */
  private static List<Double> hits(
      List<Answer> answers, CandidateRule rule, Map<String, Integer> foldOf, int fold) {
    Predicate<Answer> inFold = a -> foldOf.get(a.question().family) == fold;
    CandidateRule byOthers =
        RuleFit.sure(answers.stream().filter(inFold.negate()).toList())
            .map(fit -> rule.withSure(fit.bias(), fit.factors()))
            .orElse(rule);
    return answers.stream()
        .filter(inFold)
        .filter(a -> a.question().isKnown() && a.hit())
        .map(a -> byOthers.confidence(a.numbers()))
        .toList();
  }
}
