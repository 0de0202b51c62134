package io.entroprint.cli.train;

import static io.entroprint.cli.train.EvaluationTable.text;

import io.entroprint.evaluate.EvaluationReport;
import io.entroprint.evaluate.EvaluationReport.Baseline;
import io.entroprint.evaluate.EvaluationReport.BytesSeen;
import io.entroprint.evaluate.EvaluationReport.EntropyThreshold;
import io.entroprint.evaluate.EvaluationReport.PartlyCaptured;
import io.entroprint.evaluate.EvaluationReport.Rejection;
import io.entroprint.evaluate.EvaluationReport.Scores;
import io.entroprint.evaluate.EvaluationReport.Section;
import java.util.List;
import java.util.Map;

/** The tables of what only {@code evaluate --full} measures. */
final class FullTables {
  private static final int MOST_PAIRS = 15;

  private FullTables() {}

  static void add(List<EvaluationTable> tables, EvaluationReport report, boolean perLabel) {
    Section all = report.all();
    all.rejection()
        .ifPresent(
            rejection -> {
              tables.add(rejections(report));
              tables.add(trades(rejection));
              tables.add(accepted(rejection));
              if (perLabel) {
                tables.add(rejectionPerLabel(rejection));
              }
            });
    if (!all.bytesSeen().isEmpty()) {
      tables.add(bytesSeen(report));
    }
    if (!all.partly().isEmpty()) {
      tables.add(partly(report));
    }
    if (!all.baselines().isEmpty()) {
      tables.add(baselines(report));
    }
    if (all.fixedThreshold().isPresent()) {
      tables.add(fixedThreshold(report));
    }
  }

  private static EvaluationTable rejections(EvaluationReport report) {
    EvaluationTable table =
        EvaluationTable.titled(
            "Protocols left out of the library in turn: the share that is not given a label",
            "captures",
            ">streams",
            ">labels",
            ">rejected",
            ">mean of labels",
            ">known lost");
    for (Section section : report.sections()) {
      Rejection rejection = section.rejection().orElseThrow();
      table.row(
          section.captures(),
          Integer.toString(rejection.streams()),
          Integer.toString(rejection.perLabel().size()),
          text(rejection.rejected()),
          text(rejection.meanOfLabels()),
          text(section.knownLost()));
    }
    return table;
  }

  private static EvaluationTable trades(Rejection rejection) {
    EvaluationTable table =
        EvaluationTable.titled(
            "What other thresholds of the confidence would give, all captures",
            ">known lost",
            ">threshold",
            ">coverage",
            ">precision",
            ">rejected",
            ">mean of labels");
    for (Rejection.Trade trade : rejection.trades()) {
      table.row(
          text(trade.lost()),
          text(trade.threshold()),
          text(trade.coverage()),
          text(trade.precision()),
          text(trade.rejected()),
          text(trade.meanOfLabels()));
    }
    return table;
  }

  private static EvaluationTable accepted(Rejection rejection) {
    EvaluationTable table =
        EvaluationTable.titled(
            "What protocols that were left out are most often said to be, all captures",
            "left out and said",
            ">streams");
    for (Map.Entry<String, Integer> pair :
        EvaluationTables.mostFirst(rejection.accepted()).stream().limit(MOST_PAIRS).toList()) {
      table.row(pair.getKey(), pair.getValue().toString());
    }
    return table;
  }

  private static EvaluationTable rejectionPerLabel(Rejection rejection) {
    EvaluationTable table =
        EvaluationTable.titled("Rejected, by the label left out", "label", ">streams", ">rejected");
    rejection
        .perLabel()
        .forEach(
            (label, one) ->
                table.row(label, Integer.toString(one.streams()), text(one.rejected())));
    return table;
  }

  private static EvaluationTable bytesSeen(EvaluationReport report) {
    EvaluationTable table =
        EvaluationTable.titled(
            "By bytes seen of streams that are longer",
            "captures",
            ">bytes",
            ">streams",
            ">accuracy",
            ">macro-F1",
            ">answered",
            ">precision");
    for (Section section : report.sections()) {
      for (BytesSeen seen : section.bytesSeen()) {
        Scores chosen = seen.chosen();
        table.row(
            section.captures(),
            Integer.toString(seen.bytes()),
            Integer.toString(chosen.streams()),
            text(seen.forced().accuracy()),
            text(seen.forced().macroF1()),
            text(chosen.answered()),
            text(chosen.precision()));
      }
    }
    return table;
  }

  private static EvaluationTable partly(EvaluationReport report) {
    EvaluationTable table =
        EvaluationTable.titled(
            "Streams of which a direction, or as --midstream judges them the beginning, was not captured",
            "captures",
            "not captured",
            ">streams",
            ">accuracy",
            ">answered",
            ">precision",
            ">confidence .95",
            ">right of them",
            ">calibration error");
    for (Section section : report.sections()) {
      for (PartlyCaptured late : section.partly()) {
        table.row(
            section.captures(),
            late.lacking(),
            Integer.toString(late.chosen().streams()),
            text(late.forced().accuracy()),
            text(late.chosen().answered()),
            text(late.chosen().precision()),
            Integer.toString(late.sure()),
            text(late.sureRight()),
            text(late.expectedError()));
      }
    }
    return table;
  }

  private static EvaluationTable baselines(EvaluationReport report) {
    EvaluationTable table =
        EvaluationTable.titled(
            "Simpler ways on the same streams and families",
            "by",
            "captures",
            ">accuracy",
            ">macro-F1",
            ">answered");
    for (Section section : report.sections()) {
      baseline(table, "entroprint", section, section.forced());
      for (Baseline baseline : section.baselines()) {
        baseline(table, baseline.name(), section, baseline.scores());
      }
    }
    return table;
  }

  private static void baseline(EvaluationTable table, String name, Section section, Scores scores) {
    table.row(
        name,
        section.captures(),
        text(scores.accuracy()),
        text(scores.macroF1()),
        text(scores.answered()));
  }

  private static EvaluationTable fixedThreshold(EvaluationReport report) {
    EvaluationTable table =
        EvaluationTable.titled(
            "A fixed threshold of 7.9 bits as a detector of encryption",
            "captures",
            ">encrypted",
            ">recall",
            ">precision",
            ">compressed",
            ">of them over it");
    for (Section section : report.sections()) {
      EntropyThreshold threshold = section.fixedThreshold().orElseThrow();
      table.row(
          section.captures(),
          Integer.toString(threshold.encrypted()),
          text(threshold.recall()),
          text(threshold.precision()),
          Integer.toString(threshold.compressed()),
          Integer.toString(threshold.compressedOver()));
    }
    return table;
  }
}
