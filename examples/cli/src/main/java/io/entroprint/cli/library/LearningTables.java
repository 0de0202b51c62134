package io.entroprint.cli.library;

import io.entroprint.cli.base.Counted;
import io.entroprint.cli.base.PathText;
import io.entroprint.cli.base.Table;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.text.DecimalText;
import io.entroprint.train.Learning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a lesson came to, for people. */
final class LearningTables {
  private LearningTables() {}

  static void taught(
      StringBuilder out, Learning learning, Learning.Consequences consequences, Label label) {
    out.append(label).append(": ").append(Counted.of(learning.streams(), "stream"));
    out.append(learning.streams() == 1 ? " gives " : " give ");
    out.append(Counted.of(learning.added().size(), "new fingerprint")).append('\n');
    learning
        .leftOut()
        .forEach(
            (reason, count) ->
                out.append("left out ").append(count).append(": ").append(reason).append('\n'));
    List<String> called = new ArrayList<>();
    consequences.alike().forEach((name, count) -> called.add(name + " " + count));
    out.append("each of them left out in turn, they are called: ");
    out.append(String.join(", ", called)).append('\n');
  }

  static void notFound(StringBuilder out, int streams) {
    out.append(Counted.of(streams, "stream")).append(" of the group ");
    out.append(streams == 1 ? "is" : "are").append(" not in these captures\n");
  }

  static void effects(StringBuilder out, Learning.Consequences consequences, Label label) {
    Learning.Effect all = consequences.effect();
    out.append("of ").append(Counted.of(all.asked(), "stream"));
    out.append(" of known labels, each asked about");
    out.append(" without its own captures, ").append(all.taken()).append(" (");
    out.append(percent(all.taken(), all.asked())).append(") would be called ").append(label);
    out.append("; ").append(percent(all.knownBefore(), all.asked()));
    out.append(" had their own label before, ").append(percent(all.known(), all.asked()));
    out.append(" have it now\n");
    Table table =
        new Table(
            new String[] {"LABEL", ">STREAMS", ">RIGHT BEFORE", ">RIGHT NOW", ">CALLED " + label},
            new int[] {16, 8, 12, 9, 8});
    boolean any = false;
    for (Map.Entry<Label, Learning.Effect> entry : consequences.effects().entrySet()) {
      Learning.Effect effect = entry.getValue();
      if (effect.taken() > 0 || effect.known() != effect.knownBefore()) {
        if (!any) {
          out.append(table.headings());
          any = true;
        }
        out.append(
            table.row(
                entry.getKey().name(),
                Integer.toString(effect.asked()),
                Integer.toString(effect.knownBefore()),
                Integer.toString(effect.known()),
                Integer.toString(effect.taken())));
      }
    }
  }

  /**
   * What came of it.
   *
   * @param file where the taught library is
   */
  static void after(
      StringBuilder out,
      FingerprintLibrary base,
      FingerprintLibrary taught,
      Label label,
      Path file) {
    out.append(Counted.of(taught.fingerprints().size(), "fingerprint")).append(" of ");
    out.append(Counted.of(taught.labels().size(), "label"));
    out.append("; the calibration is that of ");
    out.append(base.id()).append('\n');
    if (!base.labels().contains(label)) {
      out.append("to undo it: entroprint library prune --label ").append(label);
      out.append(" -o FILE ").append(PathText.of(file)).append('\n');
    }
    out.append("sha256 ").append(taught.sha256()).append('\n');
  }

  private static String percent(int part, int of) {
    return of == 0 ? "none" : DecimalText.of(100.0 * part / of, 2) + " %";
  }
}
