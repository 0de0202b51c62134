package io.entroprint.cli.stream;

import io.entroprint.cli.base.Endpoint;
import io.entroprint.cli.base.Table;
import io.entroprint.entropy.OffsetGrid;
import io.entroprint.entropy.View;
import io.entroprint.library.Fingerprint;
import io.entroprint.match.Explanation;
import io.entroprint.match.Explanation.Comparison;
import io.entroprint.match.Explanation.Part;
import io.entroprint.match.Verdict;
import io.entroprint.stream.FlowKey;
import io.entroprint.text.DecimalText;
import io.entroprint.text.PrintableText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a verdict rests on, as tables for people. */
final class ExplanationTables {
  /** How many single coordinates of the vectors are listed, for each side. */
  private static final int MOST = 5;

  private ExplanationTables() {}

  static void append(StringBuilder out, Classified stream, Optional<Explanation> explanation) {
    head(out, stream);
    if (explanation.isEmpty()) {
      out.append("nothing of it was compared\n\n");
      return;
    }
    Comparison nearest = explanation.get().nearest();
    side(out, "nearest: ", nearest);
    Optional<Comparison> second = explanation.get().second();
    if (second.isPresent()) {
      side(out, "second:  ", second.get());
      if (second.get().distance() < nearest.distance()) {
        out.append(
            "the second is nearer; where they differ from the stream speaks for the first\n");
      }
    } else {
      out.append("second:  the library has no other label\n");
    }
    explanation
        .get()
        .partingOffset()
        .ifPresent(
            offset -> out.append("they part most clearly at ").append(offset).append(" bytes\n"));
    out.append("what adds to the two distances:\n\n");
    sums(out, nearest, second);
    second.ifPresent(other -> coordinates(out, nearest, other));
    out.append('\n');
  }

  private static void head(StringBuilder out, Classified stream) {
    FlowKey key = stream.summary().start().key();
    Verdict verdict = stream.verdict();
    StringBuilder head = new StringBuilder();
    head.append(key.transport()).append(' ').append(Endpoint.client(key)).append(" > ");
    head.append(Endpoint.server(key)).append(" in ").append(stream.capture()).append(": ");
    head.append(verdict.labelOrDecision());
    verdict.reason().ifPresent(reason -> head.append(" (").append(reason.sentence()).append(')'));
    head.append(", confidence ").append(DecimalText.of(verdict.confidence(), 2));
    out.append(PrintableText.of(head.toString())).append('\n');
  }

  private static void side(StringBuilder out, String name, Comparison side) {
    Fingerprint fingerprint = side.fingerprint();
    StringBuilder line = new StringBuilder();
    line.append(name).append(fingerprint.id()).append(" at ");
    line.append(DecimalText.of(side.distance(), 4));
    String capture = fingerprint.provenance().capture();
    line.append(capture.isEmpty() ? "" : ", made of " + capture);
    out.append(PrintableText.of(line.toString())).append('\n');
  }

  private static void sums(StringBuilder out, Comparison nearest, Optional<Comparison> second) {
    Table table =
        new Table(
            new String[] {"", ">NEAREST", ">SECOND", ">SECOND - NEAREST"},
            new int[] {20, 8, 8, 16});
    out.append(table.headings());
    for (View view : View.values()) {
      sum(table, out, "view " + view.id(), nearest, second, p -> p.view() == view);
    }
    Set<String> measures = new LinkedHashSet<>();
    nearest.parts().forEach(part -> measures.add(part.measureId()));
    for (String measure : measures) {
      sum(table, out, "measure " + measure, nearest, second, p -> p.measureId().equals(measure));
    }
    for (Explanation.Seen seen : Explanation.Seen.values()) {
      sum(table, out, ExplanationJson.name(seen), nearest, second, p -> p.seen() == seen);
    }
    OffsetGrid offsets = nearest.fingerprint().vector().definition().offsets();
    for (int i = 0; i < offsets.size(); i++) {
      int offset = offsets.get(i);
      sum(table, out, "offset " + offset, nearest, second, p -> p.offset() == offset);
    }
    sum(table, out, "distance", nearest, second, p -> true);
  }

  private static void sum(
      Table table,
      StringBuilder out,
      String name,
      Comparison nearest,
      Optional<Comparison> second,
      Predicate<Part> kind) {
    double first = nearest.sum(kind);
    out.append(
        table.row(
            name,
            DecimalText.of(first, 4),
            second.map(other -> DecimalText.of(other.sum(kind), 4)).orElse(""),
            second.map(other -> signed(other.sum(kind) - first)).orElse("")));
  }

  /** A number of the vectors, and what it adds to both distances; null where it does not. */
  private record Coordinate(Part first, Part second) {
    double difference() {
      return contribution(second) - contribution(first);
    }

    String name() {
      Part any = first == null ? second : first;
      return any.view().id() + " " + any.measureId() + " at " + any.offset();
    }

    String stream() {
      return bits(first == null ? second.stream() : first.stream());
    }

    private static double contribution(Part part) {
      return part == null ? 0 : part.contribution();
    }
  }

  /** The single coordinates that speak most for the nearest, and most for the second. */
  private static void coordinates(StringBuilder out, Comparison nearest, Comparison second) {
    Map<String, Part> others = new HashMap<>();
    second.parts().forEach(part -> others.put(key(part), part));
    List<Coordinate> coordinates = new ArrayList<>();
    for (Part part : nearest.parts()) {
      coordinates.add(new Coordinate(part, others.remove(key(part))));
    }
    second.parts().stream()
        .filter(part -> others.containsKey(key(part)))
        .forEach(part -> coordinates.add(new Coordinate(null, part)));
    strongest(out, "speaks for the nearest", 1, coordinates);
    strongest(out, "speaks for the second", -1, coordinates);
  }

  private static void strongest(StringBuilder out, String heading, int sign, List<Coordinate> all) {
    List<Coordinate> coordinates =
        all.stream()
            // What is rounded to nothing speaks for nobody.
            .filter(one -> sign * one.difference() >= 0.00005)
            .sorted(Comparator.comparingDouble(one -> -sign * one.difference()))
            .limit(MOST)
            .toList();
    if (coordinates.isEmpty()) {
      return;
    }
    Table table =
        new Table(
            new String[] {heading, ">STREAM", ">NEAREST", ">SECOND", ">SECOND - NEAREST"},
            new int[] {24, 7, 8, 8, 16});
    out.append('\n');
    out.append(table.headings());
    for (Coordinate one : coordinates) {
      out.append(
          table.row(
              one.name(),
              one.stream(),
              bits(one.first == null ? Double.NaN : one.first.fingerprint()),
              bits(one.second == null ? Double.NaN : one.second.fingerprint()),
              signed(one.difference())));
    }
  }

  private static String key(Part part) {
    return part.view() + " " + part.measureId() + " " + part.offset();
  }

  private static String bits(double value) {
    return Double.isNaN(value) ? "-" : DecimalText.of(value, 3);
  }

  private static String signed(double value) {
    return (value >= 0 ? "+" : "") + DecimalText.of(value, 4);
  }
}
