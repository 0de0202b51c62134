package io.entroprint.cli;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.StreamEvidence;
import io.entroprint.match.Verdict;
import io.entroprint.session.FtpStream;
import io.entroprint.session.FtpTracker;
import io.entroprint.session.FtpTransfer;
import io.entroprint.session.Session;
import io.entroprint.stream.Direction;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.util.Optional;
import java.util.function.Consumer;

/** Measures a stream for its verdict, and reads it for FTP. */
final class SessionObserver implements StreamObserver {
  private final Source source;
  private final MeteredStream measured;
  private final FtpStream ftp;

  /** One capture. */
  static final class Source {
    private final StreamClassifier classifier;
    private final String capture;
    private final FtpTracker tracker = new FtpTracker();

    Source(StreamClassifier classifier, String capture) {
      this.classifier = classifier;
      this.capture = capture;
    }

    /** Observes the streams of the capture, and hands on what was found in their order. */
    StreamObserver.Factory observers(Consumer<FoundSession> next) {
      return new InOrder<>(
          start -> new SessionObserver(this, start),
          (summary, stream) -> stream.found(summary),
          next);
    }
  }

  private SessionObserver(Source source, StreamStart start) {
    this.source = source;
    measured = new MeteredStream(start, FeatureDefinition.EV1);
    ftp = source.tracker.open(start);
  }

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    measured.bytes(direction, array, offset, length, timeNanos);
    ftp.bytes(direction, array, offset, length, timeNanos);
  }

  @Override
  public void holeOpened(Direction direction, long timeNanos) {
    measured.holeOpened(direction, timeNanos);
    ftp.holeOpened(direction, timeNanos);
  }

  @Override
  public void holeFilled(Direction direction, long timeNanos) {
    measured.holeFilled(direction, timeNanos);
    ftp.holeFilled(direction, timeNanos);
  }

  @Override
  public void ended(StreamSummary summary) {
    measured.ended(summary);
    ftp.ended(summary);
  }

  /** What was found, once the stream has ended. */
  private FoundSession found(StreamSummary summary) {
    Verdict verdict = source.classifier.classify(StreamEvidence.of(summary, measured.meter()));
    Optional<FtpTransfer> transfer = ftp.transfer();
    // What the control channel announced counts for more than the look of whatever file it was.
    boolean announced =
        transfer.filter(t -> t.evidence() != FtpTransfer.Evidence.ASSUMED).isPresent();
    Session session =
        announced
            ? Session.of(summary, "ftp-data", verdict.nature())
            : Session.of(summary, verdict);
    return new FoundSession(
        source.capture, summary, session, transfer, verdict, measured.meter().curve());
  }
}
