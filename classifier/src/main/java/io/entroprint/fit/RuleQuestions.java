package io.entroprint.fit;

import io.entroprint.concurrent.OrderedPool;
import io.entroprint.confidence.CandidateRule;
import io.entroprint.fit.RuleQuestion.Kind;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.Label;
import io.entroprint.search.Candidates;
import io.entroprint.search.FingerprintIndex;
import io.entroprint.search.VectorPart;
import io.entroprint.stream.StreamEvidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Asks about streams as a library will be asked: among the fingerprints that it holds, but without
 * those of the stream's own family.
 */
final class RuleQuestions {
  /** Labels of streams that are whatever was sent: no bare file is a stranger to them. */
  private static final Set<String> ANYTHING = Set.of("ftp-data", "fully-encrypted");

  private final FingerprintIndex index;
  private final int threads;
  private final Map<Label, Set<String>> families = new HashMap<>();

  /**
   * Questions to a library.
   *
   * @param fingerprints of one transport, those that tell the label
   */
  RuleQuestions(List<Fingerprint> fingerprints, int threads) {
    this.threads = threads;
    index =
        FingerprintIndex.of(
            fingerprints.get(0).vector().definition(), VectorPart.WHOLE, fingerprints);
    for (Fingerprint f : fingerprints) {
      families.computeIfAbsent(f.label(), l -> new HashSet<>()).add(f.provenance().family());
    }
  }

  /**
   * Each stream as one of a known label, if other families have it, and as a stranger. A bare file
   * is a stranger alone.
   *
   * @param seen what is seen of a stream, each time
   */
  List<RuleQuestion> of(
      List<LabelledStream> streams, Function<LabelledStream, List<StreamEvidence>> seen)
      throws InterruptedException {
    return each(
        streams, stream -> seen.apply(stream).stream().flatMap(e -> of(stream, e).stream()));
  }

  private List<RuleQuestion> each(
      List<LabelledStream> streams, Function<LabelledStream, Stream<RuleQuestion>> ask)
      throws InterruptedException {
    return OrderedPool.map(streams, threads, stream -> ask.apply(stream).toList()).stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<RuleQuestion> of(LabelledStream stream, StreamEvidence seen) {
    String family = stream.family();
    Label own = stream.truth().label().orElse(null);
    Predicate<Fingerprint> others = f -> !f.provenance().family().equals(family);
    if (own == null) {
      others = others.and(f -> !ANYTHING.contains(f.label().name()));
    }
    // However far, for without the right label others are candidates; and one more, in its place.
    Candidates candidates = new Candidates(CandidateRule.CANDIDATES + 1);
    index.candidates(seen, others, candidates);
    List<RuleQuestion> questions = new ArrayList<>();
    int right = -1;
    int[] all = new int[candidates.size()];
    int[] strange = new int[candidates.size()];
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
      if (candidates.fingerprint(i).label().equals(own)) {
        right = i;
      } else {
        strange[count++] = i;
      }
    }
    if (own != null && all.length > 0 && hasKin(own, family)) {
      questions.add(
          question(Kind.KNOWN, stream, own.name(), candidates, all, right, seen.oneDirection()));
    }
    if (count > 0) {
      questions.add(
          question(
              Kind.STRANGER,
              stream,
              own == null ? "?" : own.name(),
              candidates,
              Arrays.copyOf(strange, count),
              -1,
              seen.oneDirection()));
    }
    return questions;
  }

  /** Streams of the other transport, of labels that this one lacks. */
  List<RuleQuestion> ofOtherTransport(
      List<LabelledStream> streams, Function<LabelledStream, List<StreamEvidence>> seen)
      throws InterruptedException {
    return each(
        streams, stream -> seen.apply(stream).stream().flatMap(e -> ofOther(stream, e).stream()));
  }

  private Optional<RuleQuestion> ofOther(LabelledStream stream, StreamEvidence seen) {
    Candidates candidates = CandidateRule.candidates();
    index.candidates(seen, f -> true, candidates);
    int[] all = new int[candidates.size()];
    Arrays.setAll(all, k -> k);
    return all.length == 0
        ? Optional.empty()
        : Optional.of(
            question(
                Kind.OF_OTHER_TRANSPORT,
                stream,
                stream.truth().label().orElseThrow().name(),
                candidates,
                all,
                -1,
                seen.oneDirection()));
  }

  boolean has(Label label) {
    return families.containsKey(label);
  }

  private boolean hasKin(Label label, String family) {
    Set<String> all = families.getOrDefault(label, Set.of());
    return all.size() > (all.contains(family) ? 1 : 0);
  }

  private RuleQuestion question(
      Kind kind,
      LabelledStream stream,
      String group,
      Candidates candidates,
      int[] ranks,
      int right,
      boolean oneDirection) {
    String family = stream.family();
    double farthest = CandidateRule.farthest(candidates.distance(ranks[0]));
    int[] few =
        Arrays.stream(ranks)
            .limit(CandidateRule.CANDIDATES)
            .filter(rank -> candidates.distance(rank) <= farthest)
            .toArray();
    boolean[] oneFamily = new boolean[few.length];
    for (int i = 0; i < few.length; i++) {
      Set<String> of = families.get(candidates.fingerprint(few[i]).label());
      oneFamily[i] =
          of.size() - (kind != Kind.OF_OTHER_TRANSPORT && of.contains(family) ? 1 : 0) <= 1;
    }
    return new RuleQuestion(
        kind,
        stream,
        group,
        candidates,
        few,
        oneFamily,
        oneDirection,
        right < few.length ? right : -1);
  }
}
