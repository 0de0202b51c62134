package io.entroprint.evaluate;

import io.entroprint.concurrent.OrderedPool;
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
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Deals streams into two halves, makes of each a library as it would ship, chosen fingerprints,
 * calibration and all, and asks it about the other half.
 */
final class Halves implements Examination {
  private static final long SESSION_NANOS = 60_000_000_000L;

  /** Spreads the bits of a hash code: 2^32 over the golden ratio (Knuth). */
  private static final int SPREAD = 0x9E3779B1;

  private final List<LabelledStream> all;
  private final Dealing dealing;
  private final TrainingOptions options;
  private final List<FingerprintLibrary> libraries = new ArrayList<>();
  private final List<Set<List<Object>>> labels = new ArrayList<>();
  private final List<ClaimScoring> claims = new ArrayList<>();

  /**
   * Trains both libraries.
   *
   * @param all streams of both transports
   */
  Halves(List<LabelledStream> all, Dealing dealing, TrainingOptions options)
      throws InterruptedException {
    this.all = all;
    this.dealing = dealing;
    this.options = options;
    for (int half = 0; half < 2; half++) {
      List<LabelledStream> others = of(1 - half);
      FingerprintLibrary library =
          Trainer.train(others, "half", "0.0.0", LocalDate.EPOCH, options).library();
      libraries.add(library);
      Set<List<Object>> known = new HashSet<>();
      library.fingerprints().forEach(f -> known.add(List.of(f.transport(), f.label())));
      labels.add(known);
      claims.add(new ClaimScoring().know(others));
    }
  }

  private List<LabelledStream> of(int half) {
    return all.stream().filter(s -> half(s) == half).toList();
  }

  /** Which half a stream is in; what belongs together is in one. */
  int half(LabelledStream stream) {
    FlowKey key = stream.truth().key();
    String unit =
        switch (dealing) {
          case FAMILIES -> stream.family();
          case SESSIONS ->
              stream.provenance().capture()
                  + "\n"
                  + stream.summary().start().startNanos() / SESSION_NANOS;
          case SERVERS -> key.server() + "\n" + key.serverPort() + "\n" + key.transport();
        };
    return (unit.hashCode() * SPREAD) >>> 31;
  }

  /** Whether the library that is asked about a stream has its label. */
  boolean knows(LabelledStream stream) {
    return stream
        .truth()
        .label()
        .filter(
            label ->
                labels.get(half(stream)).contains(List.of(stream.truth().key().transport(), label)))
        .isPresent();
  }

  /** What the library that is asked about a half was made of. */
  ClaimScoring claims(int half) {
    return claims.get(half);
  }

  @Override
  public <T> List<T> each(List<LabelledStream> streams, BiFunction<LabelledStream, Examiner, T> ask)
      throws InterruptedException {
    List<Examiner> examiners = new ArrayList<>();
    for (FingerprintLibrary library : libraries) {
      examiners.add(new Examiner(new StreamClassifier(library), f -> true));
    }
    return OrderedPool.map(streams, options.threads(), s -> ask.apply(s, examiners.get(half(s))));
  }
}
