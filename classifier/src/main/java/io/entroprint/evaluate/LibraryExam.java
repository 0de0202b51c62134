package io.entroprint.evaluate;

import io.entroprint.concurrent.OrderedPool;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Provenance;
import io.entroprint.match.StreamClassifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Asks one library about all streams, which must not be of captures that it was made of. */
final class LibraryExam implements Examination {
  private final FingerprintLibrary library;
  private final int threads;

  LibraryExam(FingerprintLibrary library, int threads) {
    this.library = library;
    this.threads = threads;
  }

  /**
   * @throws IllegalArgumentException if the library was made of one of the captures, naming it
   */
  @Override
  public <T> List<T> each(List<LabelledStream> streams, BiFunction<LabelledStream, Examiner, T> ask)
      throws InterruptedException {
    Set<String> known = new HashSet<>();
    library.fingerprints().forEach(f -> known.add(identity(f.provenance())));
    for (LabelledStream stream : streams) {
      if (known.contains(identity(stream.provenance()))) {
        throw new IllegalArgumentException(
            "the library "
                + library.id()
                + " was trained on "
                + stream.provenance().capture()
                + "; a score on it would mean nothing");
      }
    }
    Examiner examiner = new Examiner(new StreamClassifier(library), f -> true);
    return OrderedPool.map(streams, threads, stream -> ask.apply(stream, examiner));
  }

  /** A capture that could not be read to its end has no digest, but a name. */
  private static String identity(Provenance provenance) {
    return provenance.captureSha256().isEmpty() ? provenance.capture() : provenance.captureSha256();
  }
}
