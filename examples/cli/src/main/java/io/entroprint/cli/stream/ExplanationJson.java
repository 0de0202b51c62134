package io.entroprint.cli.stream;

import io.entroprint.entropy.OffsetGrid;
import io.entroprint.entropy.View;
import io.entroprint.match.Explanation;
import io.entroprint.match.Explanation.Comparison;
import io.entroprint.match.Explanation.Part;
import io.entroprint.match.Explanation.Seen;
import io.entroprint.output.EveLine;
import io.entroprint.text.DecimalText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What a verdict rests on, as the object {@code explanation} beside the verdict. */
final class ExplanationJson {
  /** Enough that the rounding of 272 contributions does not show in the distance. */
  private static final int DECIMALS = 12;

  private ExplanationJson() {}

  /** Appends the object, or {@code null} where nothing was compared. */
  static void append(EveLine line, Optional<Explanation> explanation) {
    if (explanation.isEmpty()) {
      line.fieldNull("explanation");
      return;
    }
    line.object("explanation");
    if (explanation.get().partingOffset().isPresent()) {
      line.field("parting_offset", explanation.get().partingOffset().getAsInt());
    } else {
      line.fieldNull("parting_offset");
    }
    OffsetGrid offsets = explanation.get().nearest().fingerprint().vector().definition().offsets();
    double[] bytes = new double[offsets.size()];
    Arrays.setAll(bytes, offsets::get);
    line.field("offsets", bytes, 0);
    side(line, "nearest", explanation.get().nearest(), offsets);
    if (explanation.get().second().isPresent()) {
      side(line, "second", explanation.get().second().get(), offsets);
    } else {
      line.fieldNull("second");
    }
    line.end();
  }

  private static void side(EveLine line, String name, Comparison side, OffsetGrid offsets) {
    line.object(name)
        .field("fingerprint", side.fingerprint().id())
        .field("label", side.fingerprint().label().name())
        .field("distance", DecimalText.rounded(side.distance(), DECIMALS));
    line.object("by_view");
    for (View view : View.values()) {
      sum(line, view.id(), side, p -> p.view() == view);
    }
    line.end().object("by_seen");
    for (Seen seen : Seen.values()) {
      sum(line, name(seen).replace(' ', '_'), side, p -> p.seen() == seen);
    }
    line.end();
    double[] sums = new double[offsets.size()];
    Map<View, Map<String, double[]>> all = new LinkedHashMap<>();
    for (Part part : side.parts()) {
      int i = offsets.reachedBy(part.offset()) - 1;
      sums[i] += part.contribution();
      all.computeIfAbsent(part.view(), v -> new LinkedHashMap<>())
              .computeIfAbsent(part.measureId(), m -> new double[offsets.size()])[i] =
          part.contribution();
    }
    line.field("by_offset", sums, DECIMALS);
    line.object("by_coordinate");
    all.forEach(
        (view, measures) -> {
          line.object(view.id());
          measures.forEach((measure, values) -> line.field(measure, values, DECIMALS));
          line.end();
        });
    line.end().end();
  }

  private static void sum(EveLine line, String name, Comparison side, Predicate<Part> kind) {
    line.field(name, DecimalText.rounded(side.sum(kind), DECIMALS));
  }

  /** How it is called which of the two has a coordinate. */
  static String name(Seen seen) {
    return switch (seen) {
      case IN_BOTH -> "in both";
      case IN_STREAM -> "in stream alone";
      case IN_FINGERPRINT -> "in fingerprint alone";
    };
  }
}
