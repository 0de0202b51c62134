package io.entroprint.cli.session;

import io.entroprint.cli.base.Backlog;
import io.entroprint.cli.base.InOrder;
import io.entroprint.cli.base.ObserverPair;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.session.FtpStream;
import io.entroprint.session.FtpStream.FtpTransfer;
import io.entroprint.session.FtpTracker;
import io.entroprint.session.Session;
import io.entroprint.stream.ForwardingObserver;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Measures a stream for its verdict, and reads it for FTP. */
final class SessionObserver extends ForwardingObserver {
  private final Source source;
  private final MeteredStream measured;
  private final FtpStream ftp;
  private final ObserverPair both;

  /** One capture. */
  static final class Source {
    private final StreamClassifier classifier;
    private final Supplier<String> captures;
    private final boolean keepEvidence;
    private final FtpTracker tracker = new FtpTracker();

    Source(StreamClassifier classifier, boolean keepEvidence, Supplier<String> captures) {
      this.classifier = classifier;
      this.keepEvidence = keepEvidence;
      this.captures = captures;
    }

    /**
     * Observes the streams of the capture, and hands on what was found in their order.
     *
     * @param backlog does what need not be done at once
     */
    StreamObserver.Factory observers(Backlog backlog, Consumer<FoundSession> next) {
      // All are kept, so none need be handed on early.
      return new InOrder<>(
          InOrder.Bound.NONE,
          result -> 1,
          captures,
          start -> new SessionObserver(this, start),
          (capture, summary, stream) -> {
            // What the control channels have announced so far; more may follow.
            Optional<FtpTransfer> transfer = stream.ftp.transfer();
            return backlog.later(() -> stream.found(capture, summary, transfer));
          },
          session -> backlog.inTurn(session, next));
    }
  }

  private SessionObserver(Source source, StreamStart start) {
    this.source = source;
    measured = new MeteredStream(start, FeatureDefinition.CURRENT);
    ftp = source.tracker.open(start);
    both = new ObserverPair(measured, ftp);
  }

  @Override
  protected StreamObserver delegate() {
    return both;
  }

  /** What was found, once the stream has ended. */
  private FoundSession found(
      String capture, StreamSummary summary, Optional<FtpTransfer> transfer) {
    StreamEvidence evidence = StreamEvidence.of(summary, measured.meter());
    Verdict verdict = source.classifier.classify(evidence);
    // What the control channel announced counts for more than the look of whatever file it was.
    boolean announced =
        transfer.filter(t -> t.evidence() != FtpTransfer.Evidence.ASSUMED).isPresent();
    Session session =
        announced
            ? Session.of(summary, "ftp-data", verdict.nature())
            : Session.of(summary, verdict);
    return new FoundSession(
        capture,
        summary,
        session,
        transfer,
        verdict,
        evidence.curve(),
        source.keepEvidence ? Optional.of(evidence) : Optional.empty());
  }
}
