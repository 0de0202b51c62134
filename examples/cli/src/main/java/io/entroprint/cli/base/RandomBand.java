package io.entroprint.cli.base;

import io.entroprint.entropy.ByteCounts;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.UniformBytes;
import java.util.ArrayList;
import java.util.List;

/** The entropy of uniform random bytes at offsets half an octave apart, for charts. */
public final class RandomBand {
  private RandomBand() {}

  /** The exact expectation and standard deviation, in bits. */
  public record Point(int offset, double expected, double deviation) {
    static Point at(int offset) {
      return new Point(
          offset, UniformBytes.expected(Measure.H, offset), UniformBytes.standardDeviation(offset));
    }
  }

  public static List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (int octave = 1; octave <= ByteCounts.LIMIT; octave *= 2) {
      points.add(Point.at(octave));
      int between = (int) Math.round(octave * Math.sqrt(2));
      if (octave > 1 && between < ByteCounts.LIMIT) {
        points.add(Point.at(between));
      }
    }
    return points;
  }
}
