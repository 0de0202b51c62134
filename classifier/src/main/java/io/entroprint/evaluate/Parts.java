package io.entroprint.evaluate;

import io.entroprint.concurrent.OrderedPool;
import io.entroprint.evaluate.Evaluation.CaptureSet;
import io.entroprint.evaluate.Evaluation.Dealing;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.match.StreamClassifier;
import io.entroprint.stream.FlowKey;
import io.entroprint.train.Trainer;
import io.entroprint.train.TrainingOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Deals streams into parts, makes a library as it would ship, chosen fingerprints, calibration and
 * all, of all parts but one, and asks it about that one.
 */
final class Parts implements Examination {
  private static final long SESSION_NANOS = 60_000_000_000L;

  /** Spreads the bits of a hash code: 2^32 over the golden ratio (Knuth). */
  private static final int SPREAD = 0x9E3779B1;

  private final IdentityHashMap<LabelledStream, Integer> partOf = new IdentityHashMap<>();
  private final Dealing dealing;
  private final TrainingOptions options;
  private final List<FingerprintLibrary> libraries = new ArrayList<>();
  private final List<Set<List<Object>>> labels = new ArrayList<>();
  private final List<ClaimScoring> claims = new ArrayList<>();

  /**
   * Trains the libraries.
   *
   * @param sets streams of both transports
   * @param count into how many parts they are dealt; of collections, how many these are
   */
  Parts(List<CaptureSet> sets, Dealing dealing, int count, TrainingOptions options)
      throws InterruptedException {
    this.dealing = dealing;
    this.options = options;
    List<LabelledStream> all = new ArrayList<>();
    for (int set = 0; set < sets.size(); set++) {
      for (LabelledStream stream : sets.get(set).streams()) {
        partOf.put(stream, dealing == Dealing.COLLECTIONS ? set : dealt(stream, dealing, count));
        all.add(stream);
      }
    }
    for (int i = 0; i < count; i++) {
      int part = i;
      List<LabelledStream> others = all.stream().filter(s -> part(s) != part).toList();
      FingerprintLibrary library =
          Trainer.train(others, "others", "0.0.0", LocalDate.EPOCH, options).library();
      libraries.add(library);
      Set<List<Object>> known = new HashSet<>();
      library.fingerprints().forEach(f -> known.add(List.of(f.transport(), f.label())));
      labels.add(known);
      claims.add(new ClaimScoring().know(others));
    }
  }

  /** What a library that is asked was made of, as reports call it. */
  String others() {
    int count = libraries.size();
    return switch (dealing) {
      case COLLECTIONS -> "the other collections";
      case FAMILIES, SESSIONS, SERVERS ->
          (count == 2 ? "the other half" : "the other " + (count - 1) + " of " + count)
              + ", by "
              + dealing.id();
    };
  }

  /** The part that a stream is dealt into by what belongs together. */
  private static int dealt(LabelledStream stream, Dealing dealing, int parts) {
    FlowKey key = stream.truth().key();
    String unit =
        switch (dealing) {
          case FAMILIES -> stream.family();
          case SESSIONS ->
              stream.provenance().capture()
                  + "\n"
                  + stream.summary().start().startNanos() / SESSION_NANOS;
          case SERVERS -> key.server() + "\n" + key.serverPort() + "\n" + key.transport();
          case COLLECTIONS -> throw new IllegalArgumentException("collections are not dealt");
        };
    return (int) ((Integer.toUnsignedLong(unit.hashCode() * SPREAD) * parts) >>> Integer.SIZE);
  }

  /** The part that a stream is in, from 0; what belongs together is in one. */
  int part(LabelledStream stream) {
    return partOf.get(stream);
  }

  /** Whether the library that is asked about a stream has its label. */
  boolean knows(LabelledStream stream) {
    return stream
        .truth()
        .label()
        .filter(
            label ->
                labels.get(part(stream)).contains(List.of(stream.truth().key().transport(), label)))
        .isPresent();
  }

  /** What the library that is asked about a stream was made of. */
  ClaimScoring claims(LabelledStream stream) {
    return claims.get(part(stream));
  }

  @Override
  public <T> List<T> each(List<LabelledStream> streams, BiFunction<LabelledStream, Examiner, T> ask)
      throws InterruptedException {
    List<Examiner> examiners = new ArrayList<>();
    for (FingerprintLibrary library : libraries) {
      examiners.add(new Examiner(new StreamClassifier(library), f -> true));
    }
    return OrderedPool.map(streams, options.threads(), s -> ask.apply(s, examiners.get(part(s))));
  }
}
