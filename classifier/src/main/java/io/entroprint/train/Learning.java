package io.entroprint.train;

import io.entroprint.concurrent.OrderedPool;
import io.entroprint.confidence.LibraryCalibration;
import io.entroprint.entropy.View;
import io.entroprint.fit.CommonsMath;
import io.entroprint.fit.Condensing;
import io.entroprint.fit.Exemplars;
import io.entroprint.fit.LabelSpread;
import io.entroprint.fit.Selection;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.LibraryMerge;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Teaches a library that is there one more label from a few streams, in seconds: no training.
 *
 * <pre>{@code
 * Label label = new Label("our-protocol");
 * List<LabelledStream> streams = LabelledCaptures.read(
 *     LabelSource.rule(label, "tcp dst port 4711"), directory, CaptureOrigins.none(), 1).streams();
 * Learning learning = Learning.of(library, label, streams, TrainingOptions.defaults());
 * learning.consequences().objection().ifPresent(System.err::println);
 * FingerprintLibrary more = learning.library("mine", "1.0.0", LocalDate.now(ZoneOffset.UTC));
 * }</pre>
 *
 * <p>The streams become fingerprints, near ones of a family one together, and are merged with the
 * library. Its calibration stays, for it says how streams of one protocol usually differ; only how
 * far the families of a new label are apart is added to it, where there are two of them or more. As
 * the fingerprints that are there do not change, what the library says of known protocols changes
 * only where a stream is now nearer to the new label: {@link #consequences} says how often, by
 * asking about every fingerprint without those of its own capture family.
 *
 * <p>One-shot learning in the literature: L. Fei-Fei, R. Fergus and P. Perona, One-Shot Learning of
 * Object Categories, IEEE Transactions on Pattern Analysis and Machine Intelligence 28, 2006. A
 * nearest-neighbour library needs no more than the distance for it. Immutable and thread-safe.
 */
public final class Learning {
  /** Of the streams taught, as many may look like known labels, when each is left out in turn. */
  private static final double MOST_ALIKE = 0.25;

  /** As many of the known streams may be called by the new label. */
  private static final double MOST_TAKEN = 0.005;

  private final FingerprintLibrary base;
  private final Label label;
  private final LibraryMerge merge;
  private final Selection selection;
  private final List<Fingerprint> exemplars;
  private final int threads;

  /**
   * What the new label does to a known one, in streams that its fingerprints stand for; each is
   * asked about without the fingerprints of its capture family.
   *
   * @param asked how many there are
   * @param knownBefore how many the library gave their own label
   * @param known how many it gives their own label now
   * @param taken how many it now calls by the new label
   */
  public record Effect(int asked, int knownBefore, int known, int taken) {
    /** Both together. */
    public Effect plus(Effect other) {
      return new Effect(
          asked + other.asked,
          knownBefore + other.knownBefore,
          known + other.known,
          taken + other.taken);
    }
  }

  /**
   * What the new label does.
   *
   * @param alike what the streams taught are called when each of them is left out in turn: a label,
   *     {@code unknown} or {@code undecided}, to how many of them
   * @param effects what it does to each known label of the same transport
   * @param objection why it had better not be taught by these streams, in one clause: because a
   *     quarter of them looks like labels that are known, or because the known lose more than one
   *     stream in two hundred to it
   */
  public record Consequences(
      SortedMap<String, Integer> alike,
      SortedMap<Label, Effect> effects,
      Optional<String> objection) {

    /** Copies the maps. */
    public Consequences {
      alike = Collections.unmodifiableSortedMap(new TreeMap<>(alike));
      effects = Collections.unmodifiableSortedMap(new TreeMap<>(effects));
    }

    /** The effects on all known labels together. */
    public Effect effect() {
      return sum(effects);
    }
  }

  private Learning(
      FingerprintLibrary base, Label label, Selection selection, TrainingOptions options) {
    this.base = base;
    this.label = label;
    this.selection = selection;
    threads = options.threads();
    exemplars = Exemplars.of(selection.streams());
    FingerprintLibrary taught =
        FingerprintLibrary.builder(base.definition(), base.name(), base.version())
            .created(base.created())
            .addAll(Condensing.condense(exemplars, options.radius()))
            .build();
    merge = LibraryMerge.of(base, taught);
  }

  /**
   * Teaches.
   *
   * @param base the library; it stays as it is
   * @param label what the streams are; the library may have it already
   * @param streams of which those that are fit take part: their start was seen, and they have
   *     enough bytes ({@link TrainingOptions#fewestBytes}); whatever label they have is passed over
   * @param options of these the fewest bytes, the most of a family, the radius and the threads
   * @throws IllegalArgumentException if no stream is fit, naming why
   * @throws IllegalStateException if commons-math3, an optional dependency, is missing
   */
  public static Learning of(
      FingerprintLibrary base, Label label, List<LabelledStream> streams, TrainingOptions options) {
    CommonsMath.require();
    List<LabelledStream> labelled = streams.stream().map(s -> s.withLabel(label)).toList();
    Selection selection = Selection.of(labelled, options.fewestBytes(), options.mostPerFamily());
    if (selection.streams().isEmpty()) {
      throw new IllegalArgumentException(
          "none of the streams is fit to learn from: " + selection.reasons());
    }
    return new Learning(base, label, selection, options);
  }

  /**
   * The library with the label.
   *
   * @param name its name
   * @param version its semantic version
   * @param created the day that it is dated with
   */
  public FingerprintLibrary library(String name, String version, LocalDate created) {
    FingerprintLibrary together = merge.library(name, version, created);
    LibraryCalibration calibration = LibraryCalibration.from(base.calibration());
    FingerprintLibrary.Builder builder = together.toBuilder();
    for (Transport transport : transports()) {
      List<Fingerprint> ofLabel =
          together.fingerprints().stream()
              .filter(f -> f.transport() == transport && f.label().equals(label) && isWhole(f))
              .toList();
      String key = LibraryCalibration.spreadKey(transport, label);
      if (!base.calibration().containsKey(key)) {
        LabelSpread.between(ofLabel, calibration.labels(transport).usualSpread())
            .ifPresent(spread -> builder.calibration(key, spread));
      }
    }
    return builder.build();
  }

  private Set<Transport> transports() {
    Set<Transport> transports = EnumSet.noneOf(Transport.class);
    selection.streams().forEach(s -> transports.add(s.evidence().transport()));
    return transports;
  }

  /** Whether a fingerprint tells a label, and not attributes alone. */
  private static boolean isWhole(Fingerprint fingerprint) {
    return fingerprint.vector().reached(View.BOTH) > 0;
  }

  /**
   * Asks the library with the label about all that is known, before and after: some seconds of
   * work.
   *
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public Consequences consequences() throws InterruptedException {
    StreamClassifier after =
        new StreamClassifier(library(base.name(), base.version(), base.created()));
    SortedMap<String, Integer> alike = alike(after);
    SortedMap<Label, Effect> effects = effects(new StreamClassifier(base), after);
    return new Consequences(alike, effects, objection(alike, effects));
  }

  /** What the streams taught are called when each is left out in turn. */
  private SortedMap<String, Integer> alike(StreamClassifier after) throws InterruptedException {
    Map<String, String> ids = merge.added();
    List<String> called =
        OrderedPool.map(
            exemplars,
            threads,
            exemplar -> {
              String own = ids.getOrDefault(exemplar.id(), exemplar.id());
              return after
                  .classify(exemplar.evidence(), f -> !f.id().equals(own))
                  .labelOrDecision();
            });
    SortedMap<String, Integer> counts = new TreeMap<>();
    called.forEach(name -> counts.merge(name, 1, Integer::sum));
    return counts;
  }

  private SortedMap<Label, Effect> effects(StreamClassifier before, StreamClassifier after)
      throws InterruptedException {
    Set<Transport> transports = transports();
    List<Fingerprint> asked =
        base.fingerprints().stream()
            .filter(f -> transports.contains(f.transport()) && isWhole(f))
            .filter(f -> !f.label().equals(label))
            .toList();
    List<Effect> all =
        OrderedPool.map(asked, threads, fingerprint -> effect(before, after, fingerprint));
    SortedMap<Label, Effect> effectOf = new TreeMap<>();
    for (int i = 0; i < asked.size(); i++) {
      effectOf.merge(asked.get(i).label(), all.get(i), Effect::plus);
    }
    return effectOf;
  }

  private Effect effect(StreamClassifier before, StreamClassifier after, Fingerprint fingerprint) {
    String family = fingerprint.provenance().family();
    // A fingerprint of which nobody knows the family is one of its own.
    Predicate<Fingerprint> others =
        family.isEmpty()
            ? f -> !f.id().equals(fingerprint.id())
            : f -> !f.provenance().family().equals(family) || f.label().equals(label);
    Verdict was = before.classify(fingerprint.evidence(), others);
    Verdict is = after.classify(fingerprint.evidence(), others);
    int streams = fingerprint.streams();
    Optional<Label> own = Optional.of(fingerprint.label());
    return new Effect(
        streams,
        was.label().equals(own) ? streams : 0,
        is.label().equals(own) ? streams : 0,
        is.label().equals(Optional.of(label)) ? streams : 0);
  }

  /** The ids of the fingerprints that are new. */
  public Set<String> added() {
    return Collections.unmodifiableSet(new TreeSet<>(merge.added().values()));
  }

  /** How many streams took part. */
  public int streams() {
    return selection.streams().size();
  }

  /** How many were left out, by reason. */
  public Map<String, Integer> leftOut() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(selection.leftOut()));
  }

  private Optional<String> objection(
      SortedMap<String, Integer> alike, SortedMap<Label, Effect> effects) {
    Set<String> names = effects.keySet().stream().map(Label::name).collect(Collectors.toSet());
    List<String> known = new ArrayList<>();
    int ofKnown = 0;
    for (Map.Entry<String, Integer> entry : alike.entrySet()) {
      if (names.contains(entry.getKey())) {
        known.add(entry.getValue() + " " + entry.getKey());
        ofKnown += entry.getValue();
      }
    }
    if (ofKnown > MOST_ALIKE * streams()) {
      return Optional.of(
          "%d of %d streams look like labels that %s knows (%s)"
              .formatted(ofKnown, streams(), base.id(), String.join(", ", known)));
    }
    Effect all = sum(effects);
    if (all.taken > MOST_TAKEN * all.asked) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%d of %d streams of labels that %s knows (%.1f %%) would be called %s",
              all.taken,
              all.asked,
              base.id(),
              100.0 * all.taken / all.asked,
              label));
    }
    return Optional.empty();
  }

  private static Effect sum(SortedMap<Label, Effect> effects) {
    return effects.values().stream().reduce(new Effect(0, 0, 0, 0), Effect::plus);
  }
}
