package io.entroprint.cli.stream;

import io.entroprint.cli.base.Backlog;
import io.entroprint.cli.base.OrderedOutput;
import io.entroprint.cli.option.CaptureInput;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.Label;
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
import java.nio.charset.StandardCharsets;
import java.util.Optional;

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
      out.print(COLUMNS + (classifier.isPresent() ? ",confidence\n" : "\n"));
    }
    try (Backlog backlog = input.backlog()) {
      input.read(
          input.inOrder(
              start -> new MeteredStream(start, FeatureDefinition.CURRENT),
              (capture, summary, stream) ->
                  backlog.later(() -> row(capture, summary, stream.meter())),
              row ->
                  backlog.inTurn(row, text -> out.write(text.getBytes(StandardCharsets.UTF_8)))));
    }
  }

  /** The row of a stream; empty if it has no payload. */
  private String row(String capture, StreamSummary summary, StreamMeter meter) {
    if (summary.bytes() == 0) {
      return "";
    }
    Optional<Verdict> verdict = classifier.map(c -> c.classify(StreamEvidence.of(summary, meter)));
    FlowKey key = summary.start().key();
    StringBuilder out = new StringBuilder(128);
    CsvCell.append(out, capture);
    out.append(',').append(key.transport().id());
    out.append(',').append(key.client()).append(',').append(key.clientPort());
    out.append(',').append(key.server()).append(',').append(key.serverPort());
    out.append(',').append(PacketTime.rfc3339(summary.start().startNanos()));
    out.append(',').append(verdict.flatMap(Verdict::label).map(Label::name).orElse(""));
    out.append(",,,,,,").append(summary.bytes());
    verdict.ifPresent(v -> out.append(',').append(DecimalText.of(v.confidence(), 2)));
    return out.append('\n').toString();
  }
}
