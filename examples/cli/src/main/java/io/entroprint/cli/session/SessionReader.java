package io.entroprint.cli.session;

import io.entroprint.cli.base.Backlog;
import io.entroprint.cli.option.CaptureRun;
import io.entroprint.match.StreamClassifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the streams of all captures, and says what each is. */
public final class SessionReader {
  private final StreamClassifier classifier;
  private final boolean keepEvidence;

  private SessionReader(StreamClassifier classifier, boolean keepEvidence) {
    this.classifier = classifier;
    this.keepEvidence = keepEvidence;
  }

  /** Streams with what is said of them alone. */
  public static SessionReader of(StreamClassifier classifier) {
    return new SessionReader(classifier, false);
  }

  /** Streams with what was measured of them, too. */
  public static SessionReader measuring(StreamClassifier classifier) {
    return new SessionReader(classifier, true);
  }

  /**
   * Reads.
   *
   * @param found where the streams are put, in the order of the captures
   * @return 0, or 1 if something was wrong with a capture
   */
  public int read(CaptureRun run, List<FoundSession> found) throws IOException {
    List<List<FoundSession>> byCapture = new ArrayList<>();
    for (int i = 0; i < run.inputs(); i++) {
      byCapture.add(new ArrayList<>());
    }
    int code =
        run.forEach(
            (input, out) -> {
              SessionObserver.Source source =
                  new SessionObserver.Source(classifier, keepEvidence, input::name);
              try (Backlog backlog = input.backlog()) {
                input.read(source.observers(backlog, byCapture.get(input.index())::add));
              }
            });
    byCapture.forEach(found::addAll);
    return code;
  }
}
