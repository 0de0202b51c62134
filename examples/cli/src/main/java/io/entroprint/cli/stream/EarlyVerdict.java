package io.entroprint.cli.stream;

import io.entroprint.cli.base.Backlog;
import io.entroprint.entropy.Direction;
import io.entroprint.match.Verdict;
import io.entroprint.match.VerdictTracker;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.stream.ForwardingObserver;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream that is judged as its bytes come: at once, for what is found may be that no more need be
 * measured. Only the judgement at its end is put off.
 */
final class EarlyVerdict extends ForwardingObserver implements VerdictTracker.Listener {
  private final String capture;
  private final VerdictPrinter printer;
  private final Backlog backlog;
  private final VerdictTracker tracker;

  /** What prints the events that were found last. */
  private final List<Runnable> found = new ArrayList<>(0);

  /** Makes a tracker that tells a listener. */
  @FunctionalInterface
  interface Trackers {
    VerdictTracker of(StreamStart start, VerdictTracker.Listener listener);
  }

  /**
   * What is printed of a stream in the end.
   *
   * @param events of its end
   * @param line of the stream itself, in its order
   */
  record Last(List<Runnable> events, Runnable line) {}

  EarlyVerdict(
      StreamStart start,
      String capture,
      Trackers trackers,
      VerdictPrinter printer,
      Backlog backlog) {
    this.capture = capture;
    this.printer = printer;
    this.backlog = backlog;
    tracker = trackers.of(start, this);
  }

  @Override
  protected StreamObserver delegate() {
    return tracker;
  }

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    super.bytes(direction, array, offset, length, timeNanos);
    if (!found.isEmpty()) {
      found.forEach(backlog::inTurn);
      found.clear();
    }
  }

  /** The tracker is told where it is asked for the last word. */
  @Override
  public void ended(StreamSummary summary) {}

  /** Leaves the last word to the backlog; what it gives waits for the stream's turn. */
  Backlog.Entry<Last> judge(StreamSummary summary) {
    Backlog.Entry<Last> last =
        backlog.later(
            () -> {
              tracker.ended(summary);
              Classified stream =
                  new Classified(capture, summary, tracker.verdict(), tracker.decidedAt());
              return new Last(List.copyOf(found), printer.line(stream));
            });
    backlog.inTurn(last, said -> said.events().forEach(Runnable::run));
    return last;
  }

  @Override
  public boolean listens() {
    return printer.events().isPresent();
  }

  @Override
  public void decided(StreamStart start, Verdict verdict, long timeNanos) {
    printer
        .events()
        .ifPresent(
            e -> found.add(e.line(capture, VerdictEvent.decided(start, verdict, timeNanos))));
  }

  @Override
  public void changed(StreamStart start, Verdict was, Verdict is, long timeNanos) {
    printer
        .events()
        .ifPresent(
            e -> found.add(e.line(capture, VerdictEvent.changed(start, was, is, timeNanos))));
  }
}
