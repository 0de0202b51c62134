package io.entroprint.cli.stream;

import io.entroprint.cli.base.OrderedOutput;
import io.entroprint.cli.option.CaptureInput;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamSummary;
import io.entroprint.text.CsvCell;
import io.entroprint.text.DecimalText;
import io.entroprint.text.PacketTime;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A {@code labels.csv} of the streams that have payload, to be filled in by hand: the label is
 * empty, or what a library says, with its confidence in a column that is not read back.
 */
final class LabelSheet {
  private static final String COLUMNS =
      "capture,proto,client_ip,client_port,server_ip,server_port,start,label,client,server,settings,"
          + "nature,group,bytes";

  private final Optional<StreamClassifier> classifier;

  /**
   * A sheet.
   *
   * @param classifier suggests labels; empty for none
   */
  LabelSheet(Optional<StreamClassifier> classifier) {
    this.classifier = classifier;
  }

  /** Writes the rows of a capture, with the heading if it is the first. */
  void write(CaptureInput input, OrderedOutput.Section out) throws IOException {
    if (input.index() == 0) {
      out.text().append(COLUMNS).append(classifier.isPresent() ? ",confidence\n" : "\n");
    }
    input.read(
        input.inOrder(
            start -> new MeteredStream(start, FeatureDefinition.CURRENT),
            (capture, summary, stream) ->
                new Classified(
                    capture,
                    summary,
                    classifier
                        .map(c -> c.classify(StreamEvidence.of(summary, stream.meter())))
                        .orElse(null),
                    OptionalInt.empty()),
            stream -> {
              if (stream.summary().bytes() > 0) {
                row(out.text(), stream);
                out.flushIfLarge();
              }
            }));
  }

  private static void row(StringBuilder out, Classified stream) {
    StreamSummary summary = stream.summary();
    FlowKey key = summary.start().key();
    CsvCell.append(out, stream.capture());
    out.append(',').append(key.transport().id());
    out.append(',').append(key.client()).append(',').append(key.clientPort());
    out.append(',').append(key.server()).append(',').append(key.serverPort());
    out.append(',').append(PacketTime.rfc3339(summary.start().startNanos()));
    Verdict verdict = stream.verdict();
    out.append(',').append(verdict == null ? "" : verdict.label().map(l -> l.name()).orElse(""));
    out.append(",,,,,,").append(summary.bytes());
    if (verdict != null) {
      out.append(',').append(DecimalText.of(verdict.confidence(), 2));
    }
    out.append('\n');
  }
}
