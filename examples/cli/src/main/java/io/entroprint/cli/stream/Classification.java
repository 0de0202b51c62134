package io.entroprint.cli.stream;

import io.entroprint.cli.base.Backlog;
import io.entroprint.cli.option.CaptureInput;
import io.entroprint.match.Verdict;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamStart;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * How {@code classify} comes to what it says of streams. One thread reads a capture and measures
 * its streams; verdicts on those that have ended, and their text, are left to whoever has time.
 */
@FunctionalInterface
interface Classification {
  /** Judges the streams of a capture, and prints what is said of each in their order. */
  void read(CaptureInput input, VerdictPrinter printer) throws IOException;

  /**
   * Judges streams by all of their bytes.
   *
   * @param measuring begins to measure a stream
   */
  static Classification late(
      Function<StreamStart, MeteredStream> measuring,
      Function<StreamEvidence, Verdict> classifier) {
    return (input, printer) -> {
      try (Backlog backlog = input.backlog()) {
        input.read(
            input.inOrder(
                measuring,
                (capture, summary, stream) ->
                    backlog.later(
                        () -> {
                          StreamEvidence evidence = StreamEvidence.of(summary, stream.meter());
                          Verdict verdict = classifier.apply(evidence);
                          return printer.line(
                              new Classified(capture, summary, verdict, OptionalInt.empty()));
                        }),
                line -> backlog.inTurn(line, Runnable::run)));
      }
    };
  }

  /** Judges streams as their bytes come. */
  static Classification early(EarlyVerdict.Trackers trackers) {
    return (input, printer) -> {
      try (Backlog backlog = input.backlog()) {
        input.read(
            input.inOrder(
                start -> new EarlyVerdict(start, input.name(), trackers, printer, backlog),
                (capture, summary, stream) -> stream.judge(summary),
                last -> backlog.inTurn(last, said -> said.line().run())));
      }
    };
  }
}
