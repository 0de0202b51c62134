package io.entroprint.cli;

import io.entroprint.stream.Transport;
import io.entroprint.train.Answer;
import io.entroprint.train.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Scores as text. */
final class ScoreReport {
  private static final int DECIMALS = 4;

  private ScoreReport() {}

  /** Appends the scores of one transport: when every stream is answered, and when not. */
  static void print(
      StringBuilder out, Transport transport, List<Answer> answers, boolean perLabel) {
    Scores forced = Scores.of(answers, answer -> answer.forced().labelOrDecision());
    Scores chosen = Scores.of(answers, answer -> answer.verdict().labelOrDecision());
    out.append(transport).append(": ").append(forced.streams()).append(" streams, ");
    out.append(forced.perLabel().size()).append(" labels\n");
    Table table =
        new Table(
            new String[] {"", ">ACCURACY", ">MACRO-F1", ">ANSWERED", ">PRECISION"},
            new int[] {20, 9, 9, 9, 9});
    table.headings(out);
    row(table, out, "every one answered", forced);
    row(table, out, "unknown allowed", chosen);
    if (perLabel) {
      labels(out, forced);
    }
  }

  private static void row(Table table, StringBuilder out, String name, Scores scores) {
    double answered = scores.streams() == 0 ? 0 : (double) scores.committed() / scores.streams();
    table.row(
        out,
        name,
        text(scores.accuracy()),
        text(scores.macroF1()),
        text(answered),
        Double.isNaN(scores.precision()) ? "-" : text(scores.precision()));
  }

  private static void labels(StringBuilder out, Scores scores) {
    Table table =
        new Table(
            new String[] {"LABEL", ">STREAMS", ">RECALL", ">PRECISION", ">F1", "SAID TO BE"},
            new int[] {18, 7, 7, 9, 7, 0});
    out.append("\nevery one answered, by label\n");
    table.headings(out);
    for (Map.Entry<String, Scores.PerLabel> entry : scores.perLabel().entrySet()) {
      Scores.PerLabel label = entry.getValue();
      table.row(
          out,
          entry.getKey(),
          Integer.toString(label.streams()),
          text(label.recall()),
          text(label.precision()),
          text(label.f1()),
          mistakes(entry.getKey() + " -> ", scores));
    }
    out.append('\n');
  }

  private static String mistakes(String prefix, Scores scores) {
    List<Map.Entry<String, Integer>> mistakes = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : scores.confusions().entrySet()) {
      if (entry.getKey().startsWith(prefix)) {
        mistakes.add(entry);
      }
    }
    mistakes.sort((a, b) -> b.getValue() - a.getValue());
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Integer> mistake : mistakes) {
      text.append(text.isEmpty() ? "" : ", ");
      text.append(mistake.getKey().substring(prefix.length()));
      text.append(' ').append(mistake.getValue());
    }
    return text.toString();
  }

  private static String text(double share) {
    StringBuilder text = new StringBuilder();
    Decimal.append(text, share, DECIMALS, false);
    return text.toString();
  }
}
