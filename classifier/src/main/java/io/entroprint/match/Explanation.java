package io.entroprint.match;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.OffsetGrid;
import io.entroprint.entropy.View;
import io.entroprint.library.Fingerprint;
import io.entroprint.search.DistanceParts;
import io.entroprint.stream.StreamEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * What speaks for the nearest fingerprint of a stream, and what against that of the second label:
 * both distances taken apart into what each coordinate of the vectors adds to them. Immutable.
 *
 * <p>A distance says how far, not how sure: the confidence of a verdict also weighs where the two
 * differ, and how streams of the label usually differ from each other.
 *
 * @param nearest the fingerprint that the verdict names
 * @param second the nearest fingerprint of the label that comes next; empty if there is none
 */
public record Explanation(Comparison nearest, Optional<Comparison> second) {

  /** Which of the two has a coordinate. */
  public enum Seen {
    /** Both: they add by how much they differ. */
    IN_BOTH,
    /** The stream, which is longer: a fixed penalty. */
    IN_STREAM,
    /** The fingerprint, though the stream has ended: a smaller penalty. */
    IN_FINGERPRINT
  }

  /**
   * What one coordinate adds to a distance.
   *
   * @param view the bytes that are measured
   * @param offset after how many of them, 1 to 4096
   * @param measure what is measured; empty for the direction entropy
   * @param seen which of the two has it
   * @param stream the value of the stream in bits; NaN if it has none
   * @param fingerprint that of the fingerprint
   * @param contribution what it adds to the distance, 0 or more
   */
  public record Part(
      View view,
      int offset,
      Optional<Measure> measure,
      Seen seen,
      double stream,
      double fingerprint,
      double contribution) {

    /** The name of the measure: such as {@code H.hi}; {@code D} for the direction entropy. */
    public String measureId() {
      return measure.map(Measure::id).orElse("D");
    }
  }

  /**
   * A stream and a fingerprint.
   *
   * @param fingerprint the fingerprint
   * @param distance how far it is from the stream, 0 or more
   * @param parts what each coordinate adds: together the distance. By view, offset and measure, the
   *     direction entropies last; those that are not compared are left out.
   */
  public record Comparison(Fingerprint fingerprint, double distance, List<Part> parts) {

    /** Copies the parts. */
    public Comparison {
      parts = List.copyOf(parts);
    }

    /** What the parts of a kind add together. */
    public double sum(Predicate<Part> kind) {
      double sum = 0;
      for (Part part : parts) {
        sum += kind.test(part) ? part.contribution() : 0;
      }
      return sum;
    }

    static Comparison of(StreamEvidence stream, Fingerprint fingerprint, double distance) {
      EntropyVector s = stream.vector();
      EntropyVector f = fingerprint.vector();
      FeatureDefinition definition = f.definition();
      double[] contributions = DistanceParts.of(stream, f);
      List<Part> parts = new ArrayList<>();
      for (View view : View.values()) {
        for (int i = 0; i < reached(view, s, f); i++) {
          for (Measure measure : definition.measures()) {
            int k = definition.coordinate(view, i, measure);
            parts.add(part(view, i, Optional.of(measure), s, f, k, contributions[k]));
          }
        }
      }
      for (int i = 0; i < reached(View.BOTH, s, f); i++) {
        int k = definition.directionCoordinate(i);
        parts.add(part(View.BOTH, i, Optional.empty(), s, f, k, contributions[k]));
      }
      // Such as the end of a fingerprint while the stream goes on.
      parts.removeIf(part -> Double.isNaN(part.contribution));
      return new Comparison(fingerprint, distance, parts);
    }

    private static int reached(View view, EntropyVector s, EntropyVector f) {
      return Math.max(s.reached(view), f.reached(view));
    }

    private static Part part(
        View view,
        int offsetIndex,
        Optional<Measure> measure,
        EntropyVector s,
        EntropyVector f,
        int k,
        double contribution) {
      boolean inStream = offsetIndex < s.reached(view);
      boolean inFingerprint = offsetIndex < f.reached(view);
      return new Part(
          view,
          f.definition().offsets().get(offsetIndex),
          measure,
          !inFingerprint ? Seen.IN_STREAM : inStream ? Seen.IN_BOTH : Seen.IN_FINGERPRINT,
          inStream ? s.get(k) : Double.NaN,
          inFingerprint ? f.get(k) : Double.NaN,
          contribution);
    }
  }

  /**
   * Where on the curve the two part: the offset in bytes at which the second fingerprint is most
   * clearly farther than the nearest, all views together; empty if there is no second, or it is
   * farther nowhere.
   */
  public OptionalInt partingOffset() {
    OptionalInt at = OptionalInt.empty();
    double most = 0;
    OffsetGrid offsets = nearest.fingerprint().vector().definition().offsets();
    for (int i = 0; second.isPresent() && i < offsets.size(); i++) {
      int offset = offsets.get(i);
      double farther =
          second.get().sum(p -> p.offset() == offset) - nearest.sum(p -> p.offset() == offset);
      if (farther > most) {
        most = farther;
        at = OptionalInt.of(offset);
      }
    }
    return at;
  }
}
