package io.entroprint.cli.train;

import static io.entroprint.cli.train.EvaluationTable.text;

import io.entroprint.cli.base.Counted;
import io.entroprint.evaluate.EvaluationReport;
import io.entroprint.evaluate.EvaluationReport.ClaimScores;
import io.entroprint.evaluate.EvaluationReport.NatureScores;
import io.entroprint.evaluate.EvaluationReport.PrecisionAtCoverage;
import io.entroprint.evaluate.EvaluationReport.Reliability;
import io.entroprint.evaluate.EvaluationReport.Scores;
import io.entroprint.evaluate.EvaluationReport.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The tables of an evaluation that every run prints. */
final class EvaluationTables {
  private EvaluationTables() {}

  /**
   * All tables of a report.
   *
   * @param perLabel also those with a row for each label
   */
  static List<EvaluationTable> of(EvaluationReport report, boolean perLabel) {
    List<EvaluationTable> tables = new ArrayList<>();
    tables.add(labels(report));
    tables.add(precisionAtCoverage(report));
    tables.add(reliability(report));
    if (!report.all().attributes().isEmpty()) {
      tables.add(claims(report));
    }
    tables.add(nature(report));
    if (report.all().early().isPresent()) {
      tables.add(early(report));
    }
    FullTables.add(tables, report, perLabel);
    if (perLabel) {
      tables.add(perTruth("Every one answered, by label", "label", report.all().forced()));
      tables.add(perTruth("Unknown allowed, by label", "label", report.all().chosen()));
      Scores natures = report.all().nature().chosen();
      tables.add(perTruth("Nature, unknown allowed, all captures", "nature", natures));
    }
    return tables;
  }

  private static EvaluationTable labels(EvaluationReport report) {
    Scores all = report.all().forced();
    String asked =
        report.library().isEmpty() ? "capture families left out" : "library " + report.library();
    EvaluationTable table =
        EvaluationTable.titled(
            report.transport()
                + ": "
                + Counted.of(all.streams(), "stream")
                + ", "
                + Counted.of(all.perLabel().size(), "label")
                + ", "
                + asked,
            "",
            ">accuracy",
            ">macro-F1",
            ">answered",
            ">precision",
            ">known lost",
            ">streams",
            ">labels");
    for (int i = 0; i < report.sections().size(); i++) {
      Section section = report.sections().get(i);
      String prefix = i == 0 ? "" : section.captures() + ": ";
      row(table, prefix + "every one answered", section.forced(), "-");
      row(table, prefix + "unknown allowed", section.chosen(), text(section.knownLost()));
    }
    return table;
  }

  private static void row(EvaluationTable table, String name, Scores scores, String lost) {
    table.row(
        name,
        text(scores.accuracy()),
        text(scores.macroF1()),
        text(scores.answered()),
        text(scores.precision()),
        lost,
        Integer.toString(scores.streams()),
        Integer.toString(scores.perLabel().size()));
  }

  private static EvaluationTable precisionAtCoverage(EvaluationReport report) {
    EvaluationTable table =
        EvaluationTable.titled(
            "Precision of the surest answers",
            "captures",
            ">coverage",
            ">precision",
            ">lowest confidence");
    for (Section section : report.sections()) {
      for (PrecisionAtCoverage point : section.precisionAtCoverage()) {
        table.row(
            section.captures(),
            text(point.coverage()),
            text(point.precision()),
            text(point.confidence()));
      }
    }
    return table;
  }

  private static EvaluationTable reliability(EvaluationReport report) {
    String errors =
        report.sections().stream()
            .map(s -> s.captures() + " " + text(s.reliability().expectedError()))
            .collect(Collectors.joining(", "));
    EvaluationTable table =
        EvaluationTable.titled(
            "Reliability of the confidence, all captures; expected calibration error " + errors,
            ">from",
            ">to",
            ">streams",
            ">mean confidence",
            ">right");
    for (Reliability.Bin bin : report.all().reliability().bins()) {
      table.row(
          text(bin.from()),
          text(bin.to()),
          Integer.toString(bin.streams()),
          text(bin.confidence()),
          text(bin.right()));
    }
    return table;
  }

  private static EvaluationTable claims(EvaluationReport report) {
    EvaluationTable table =
        EvaluationTable.titled(
            "Client, server and settings beside right labels",
            "attribute",
            "captures",
            ">known",
            ">right",
            ">product alone",
            ">wrong",
            ">silent",
            ">unknown",
            ">product right",
            ">wrong of unknown",
            ">precision",
            ">recall",
            ">claimed where nobody knows");
    for (String attribute : report.all().attributes().keySet()) {
      for (Section section : report.sections()) {
        ClaimScores scores = section.attributes().get(attribute);
        if (scores != null) {
          table.row(
              attribute,
              section.captures(),
              Integer.toString(scores.known()),
              Integer.toString(scores.right()),
              Integer.toString(scores.product()),
              Integer.toString(scores.wrong()),
              Integer.toString(scores.silent()),
              Integer.toString(scores.unknown()),
              Integer.toString(scores.unknownProduct()),
              Integer.toString(scores.unknownWrong()),
              text(scores.precision()),
              text(scores.recall()),
              text(scores.claimedOfUnvalued()));
        }
      }
    }
    return table;
  }

  private static EvaluationTable nature(EvaluationReport report) {
    EvaluationTable table =
        EvaluationTable.titled(
            "Nature; encrypted against compressed where a direction has 16 KiB or more",
            "captures",
            ">streams",
            ">every one answered",
            ">unknown allowed",
            ">by convention",
            ">answered",
            ">precision",
            ">encrypted",
            ">right",
            ">compressed",
            ">right",
            ">balanced",
            ">without xz, zstd");
    for (Section section : report.sections()) {
      NatureScores nature = section.nature();
      table.row(
          section.captures(),
          Integer.toString(nature.chosen().streams()),
          text(nature.forced().accuracy()),
          text(nature.chosen().accuracy()),
          text(nature.byConvention().accuracy()),
          text(nature.chosen().answered()),
          text(nature.chosen().precision()),
          Integer.toString(nature.apart().encrypted()),
          text(nature.apart().encryptedRight()),
          Integer.toString(nature.apart().compressed()),
          text(nature.apart().compressedRight()),
          text(nature.apart().balanced()),
          text(nature.apartWithoutXz().balanced()));
    }
    return table;
  }

  private static EvaluationTable early(EvaluationReport report) {
    EvaluationTable table =
        EvaluationTable.titled(
            "Decided before the end where a precision of "
                + text(report.all().early().orElseThrow().precision())
                + " is asked for",
            "captures",
            ">streams",
            ">decided",
            ">precision",
            ">median bytes",
            ">no protocol",
            ">decided");
    for (Section section : report.sections()) {
      section
          .early()
          .ifPresent(
              early ->
                  table.row(
                      section.captures(),
                      Integer.toString(early.streams()),
                      text(early.share()),
                      text(early.precisionOfDecided()),
                      Integer.toString(early.medianBytes()),
                      Integer.toString(early.bare()),
                      Integer.toString(early.bareDecided())));
    }
    return table;
  }

  private static EvaluationTable perTruth(String title, String what, Scores scores) {
    EvaluationTable table =
        EvaluationTable.titled(
            title, what, ">streams", ">said", ">recall", ">precision", ">F1", "said to be");
    scores
        .perLabel()
        .forEach(
            (truth, one) ->
                table.row(
                    truth,
                    Integer.toString(one.streams()),
                    Integer.toString(one.said()),
                    text(one.recall()),
                    text(one.precision()),
                    text(one.f1()),
                    mistakes(truth + " -> ", scores.confusions())));
    return table;
  }

  /** What a label is said to be, most often first. */
  private static String mistakes(String prefix, SortedMap<String, Integer> confusions) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Integer> mistake : mostFirst(confusions)) {
      if (mistake.getKey().startsWith(prefix)) {
        text.append(text.isEmpty() ? "" : ", ");
        text.append(mistake.getKey().substring(prefix.length()));
        text.append(' ').append(mistake.getValue());
      }
    }
    return text.toString();
  }

  static List<Map.Entry<String, Integer>> mostFirst(SortedMap<String, Integer> counts) {
    List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
    entries.sort((a, b) -> b.getValue() - a.getValue());
    return entries;
  }
}
