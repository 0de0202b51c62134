package io.entroprint.envelope;

import io.entroprint.entropy.ByteCounts;
import io.entroprint.entropy.View;
import io.entroprint.envelope.ProtoSpec.BoundUnit;
import io.entroprint.envelope.ProtoSpec.EntropyRange;
import io.entroprint.envelope.ProtoSpec.RangeUnit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads a {@link ProtoSpec}. */
final class ProtoSpecReader {
  private static final String KNOWN =
      "Port, Direction, Cumulative, RangeUnit, BoundUnit, MinBytes and Range";
  private static final Pattern POSITION = Pattern.compile("\\d{1,18}");
  private static final Pattern BOUND =
      Pattern.compile("[+-]?(?:\\d{1,18}(?:\\.\\d{0,40})?|\\.\\d{1,40}|inf)");
  private static final int MOST_BITS = 8;

  private final String file;
  private OptionalInt port = OptionalInt.empty();
  private boolean portGiven;
  private View direction = View.BOTH;
  private boolean cumulative = true;
  private RangeUnit rangeUnit = RangeUnit.BYTES;
  private BoundUnit boundUnit = BoundUnit.BITS;
  private int minBytes = 1;
  private final List<EntropyRange> ranges = new ArrayList<>();

  ProtoSpecReader(String file) {
    this.file = file;
  }

  ProtoSpec read(InputStream in) throws IOException {
    KeyedLines lines = new KeyedLines(in, file);
    while (lines.next()) {
      switch (lines.lowerCaseKey()) {
        case "port" -> port(lines);
        case "direction" -> direction = direction(lines);
        case "cumulative" -> cumulative = yes(lines);
        case "rangeunit" -> rangeUnit = rangeUnit(lines);
        case "boundunit" -> {
          boundUnit = boundUnit(lines);
          if (!ranges.isEmpty()) {
            throw lines.error("BoundUnit must stand before the first Range");
          }
        }
        case "minbytes" ->
            minBytes = number(lines, lines.once(), "a number from 1 to 65536", ByteCounts.LIMIT);
        case "range" -> ranges.add(range(lines));
        default -> throw lines.unknownKey(KNOWN);
      }
    }
    if (!portGiven) {
      throw lines.missing("a Port");
    }
    if (ranges.isEmpty()) {
      throw lines.missing("a Range");
    }
    return new ProtoSpec(
        name(file), port, direction, cumulative, rangeUnit, boundUnit, minBytes, ranges);
  }

  /** A file's name without directories and extension. */
  private static String name(String file) {
    String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private void port(KeyedLines lines) throws EnvelopeFormatException {
    String text = lines.once();
    portGiven = true;
    if (!text.equalsIgnoreCase("all")) {
      port = OptionalInt.of(number(lines, text, "a port from 1 to 65535, or all", 0xffff));
    }
  }

  private static int number(KeyedLines lines, String text, String expected, int most)
      throws EnvelopeFormatException {
    int number = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > most) {
      throw lines.expected(expected);
    }
    return number;
  }

  private static View direction(KeyedLines lines) throws EnvelopeFormatException {
    return switch (lines.once().toLowerCase(Locale.ROOT)) {
      case "both" -> View.BOTH;
      case "cli2srv" -> View.TO_SERVER;
      case "srv2cli" -> View.TO_CLIENT;
      default -> throw lines.expected("both, cli2srv or srv2cli");
    };
  }

  private static boolean yes(KeyedLines lines) throws EnvelopeFormatException {
    return switch (lines.once().toLowerCase(Locale.ROOT)) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw lines.expected("yes or no");
    };
  }

  private static RangeUnit rangeUnit(KeyedLines lines) throws EnvelopeFormatException {
    return switch (lines.once().toLowerCase(Locale.ROOT)) {
      case "bytes" -> RangeUnit.BYTES;
      case "packets" -> RangeUnit.PACKETS;
      default -> throw lines.expected("bytes or packets");
    };
  }

  private static BoundUnit boundUnit(KeyedLines lines) throws EnvelopeFormatException {
    return switch (lines.once().toLowerCase(Locale.ROOT)) {
      case "bits" -> BoundUnit.BITS;
      case "deviations" -> BoundUnit.DEVIATIONS;
      default -> throw lines.expected("bits or deviations");
    };
  }

  private EntropyRange range(KeyedLines lines) throws EnvelopeFormatException {
    if (ranges.size() == ProtoSpec.MAX_RANGES) {
      throw lines.error("more than " + ProtoSpec.MAX_RANGES + " ranges");
    }
    String[] parts = lines.text().split("\\s+", -1);
    if (parts.length != 4) {
      throw lines.expected("four numbers (start, end, min, max)");
    }
    long start = position(lines, parts[0], "start");
    long end = position(lines, parts[1], "end");
    double min = bound(lines, parts[2], "min");
    double max = bound(lines, parts[3], "max");
    if (end < start) {
      throw lines.error("Range: the end " + end + " is before the start " + start);
    }
    if (min > max) {
      throw lines.error("Range: the minimum " + parts[2] + " is above the maximum " + parts[3]);
    }
    return new EntropyRange(start, end, min, max);
  }

  private static long position(KeyedLines lines, String text, String what)
      throws EnvelopeFormatException {
    if (!POSITION.matcher(text).matches()) {
      throw lines.error(
          "Range: expected a whole number from 0 up as "
              + what
              + ", found "
              + KeyedLines.quoted(text));
    }
    return Long.parseLong(text);
  }

  private double bound(KeyedLines lines, String text, String what) throws EnvelopeFormatException {
    if (BOUND.matcher(text).matches()) {
      double value =
          text.endsWith("inf")
              ? (text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
              : Double.parseDouble(text);
      if (boundUnit == BoundUnit.DEVIATIONS || (value >= 0 && value <= MOST_BITS)) {
        return value;
      }
    }
    throw lines.error(
        "Range: expected "
            + (boundUnit == BoundUnit.BITS
                ? "an entropy from 0 to 8 bits"
                : "a number of deviations, -inf or inf")
            + " as "
            + what
            + ", found "
            + KeyedLines.quoted(text));
  }
}
