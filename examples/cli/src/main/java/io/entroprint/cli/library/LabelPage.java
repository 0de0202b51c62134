package io.entroprint.cli.library;

import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.LabelDefinition;
import io.entroprint.library.LabelDefinition.Tool;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The page of a library's labels, in Markdown: definitions written by hand, numbers counted. */
final class LabelPage {
  private LabelPage() {}

  static void append(StringBuilder out, FingerprintLibrary library, LabelMeasures measures) {
    out.append("# Labels\n");
    out.append("What each label of the library ").append(library.id()).append(" means, and how ");
    out.append("much stands behind it.\n");
    out.append("This page is made by `entroprint library list --markdown");
    out.append(measures.of().isEmpty() ? "" : " --measured by-label.csv").append("`.\n\n");
    out.append("A label names the protocol on the wire: what is inside TLS, SSH or a VPN is ");
    out.append("`tls`, `ssh-2` or the VPN.\n");
    out.append("A family is captures that were made together.\n");
    out.append("A label is as sure as it has families: of one family, it is seen in one place ");
    out.append("only, and other software of that protocol is often `unknown`; from about ten on, ");
    out.append("software that the library lacks is mostly recognised.\n");
    out.append("How good all of them are together is in ");
    out.append("[EVALUATION.md](../classifier/EVALUATION.md).\n");
    if (!measures.of().isEmpty()) {
      out.append("*Right* is how many of so many streams got the label from a library made of ");
      out.append("the other half of the capture families, *of those said* how many of the ");
      out.append("streams that got it are it; ");
      out.append(
          "`by-label.csv`, which `evaluate --leave-out families --output` writes, has both.\n");
      out.append("The library that is listed has both halves. ");
      out.append("A label of one family cannot be asked so: nothing says how well it is ");
      out.append("recognised elsewhere.\n");
    }
    out.append("\n| label | over | families | streams |");
    out.append(measures.of().isEmpty() ? "" : " right | of those said |");
    out.append(" what is on the wire | looks like |\n|---|---|---:|---:|");
    out.append(measures.of().isEmpty() ? "" : "---:|---:|").append("---|---|\n");
    Set<Label> labels = new TreeSet<>();
    for (LabelGroup group : LabelGroup.of(library)) {
      Optional<LabelDefinition> definition = LabelDefinition.of(group.label());
      boolean first = labels.add(group.label());
      out.append("| `").append(group.label()).append("` | ").append(group.transport().id());
      out.append(" | ").append(group.families()).append(" | ").append(group.streams());
      out.append(" | ");
      if (!measures.of().isEmpty()) {
        measured(out, measures.of(group));
      }
      out.append(first ? definition.map(LabelDefinition::text).orElse("") : "the same");
      out.append(" | ");
      out.append(first ? definition.map(LabelPage::relatives).orElse("") : "").append(" |\n");
    }
    names(out, labels);
  }

  private static void measured(StringBuilder out, Optional<LabelMeasures.Measure> measure) {
    if (measure.isPresent()) {
      LabelMeasures.Measure m = measure.get();
      out.append(share(m.right(), m.asked())).append(" of ").append(m.asked()).append(" | ");
      out.append(m.said() == 0 ? "-" : share(m.right(), m.said())).append(" | ");
    } else {
      out.append("- | - | ");
    }
  }

  /** A share as the other pages print it: .98, and 1 for all. */
  private static String share(int part, int whole) {
    if (part == whole) {
      return "1";
    }
    // Never 1.00: what is not all is less.
    return String.format(Locale.ROOT, "%.2f", Math.min(0.99, (double) part / whole)).substring(1);
  }

  private static String relatives(LabelDefinition definition) {
    return definition.relatives().stream()
        .map(label -> "`" + label + "`")
        .collect(Collectors.joining(", "));
  }

  private static void names(StringBuilder out, Set<Label> labels) {
    out.append("\n## Names elsewhere\n");
    out.append("What other programs call these protocols: Zeek in `service`, Suricata in ");
    out.append("`app_proto`, nDPI in its detectors, Wireshark in display filters.\n");
    out.append("`train --zeek` and `--eve` read the first two as labels; ");
    out.append("`classify --json --names zeek,suricata,ndpi,wireshark` writes them beside ours.\n");
    out.append("Where several labels share a name, it is read as the first of them that fits ");
    out.append("the transport; `ssh` is read as `ssh-2`.\n\n");
    out.append("| label | Zeek | Suricata | nDPI | Wireshark |\n|---|---|---|---|---|\n");
    for (Label label : labels) {
      Optional<LabelDefinition> definition = LabelDefinition.of(label);
      if (definition.isPresent()) {
        out.append("| `").append(label).append('`');
        for (Tool tool : Tool.values()) {
          out.append(" | ").append(definition.get().name(tool).orElse("-"));
        }
        out.append(" |\n");
      }
    }
  }
}
