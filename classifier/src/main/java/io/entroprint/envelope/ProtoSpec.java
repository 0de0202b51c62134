package io.entroprint.envelope;

import io.entroprint.entropy.ByteCounts;
import io.entroprint.entropy.View;
import io.entroprint.file.WholeFile;
import io.entroprint.text.DecimalText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * The envelope of a protocol, as net-entropy's protocol specification files describe it.
 *
 * <pre>
 * Port: 22
 * Direction: both
 * Cumulative: yes
 * RangeUnit: bytes
 * # Range: start    end      min_ent        max_ent
 * Range:   1        63       0              4.38105154
 * Range:   64       65536    4.22877741     7.99687433
 * </pre>
 *
 * A line is {@code key: value}, with any spacing; a {@code #} begins a comment. {@code Port} is a
 * number or {@code all} and must be given, and so must a {@code Range}; the rest has the values
 * above as defaults. {@code Direction} is {@code both}, {@code cli2srv} or {@code srv2cli}. Where
 * ranges overlap the first one counts. Two keys are not net-entropy's: {@code BoundUnit:
 * deviations} gives the bounds in the unit {@link BoundUnit#DEVIATIONS}, with {@code -inf} and
 * {@code inf} allowed; {@code MinBytes} leaves the entropies of fewer bytes out. An envelope that
 * uses neither is written as net-entropy reads it.
 *
 * @param name what the envelope is called in output: the file's name without its extension
 * @param port the server's port; empty for all
 * @param direction which bytes are watched
 * @param cumulative whether the entropy is that of all bytes up to a packet's end; otherwise it is
 *     that of each packet alone
 * @param rangeUnit what the ranges count
 * @param boundUnit what the bounds are measured in
 * @param minBytes of how many bytes an entropy must be to be looked at, at least 1
 * @param ranges the ranges, at least one
 */
public record ProtoSpec(
    String name,
    OptionalInt port,
    View direction,
    boolean cumulative,
    RangeUnit rangeUnit,
    BoundUnit boundUnit,
    int minBytes,
    List<EntropyRange> ranges) {

  /** The most ranges an envelope may have. */
  public static final int MAX_RANGES = 65_536;

  /**
   * Checks the parts and copies the ranges.
   *
   * @throws IllegalArgumentException if the port is not from 1 to 65535, the least number of bytes
   *     not from 1 to 65536, or there is no range, or more than {@link #MAX_RANGES}
   */
  public ProtoSpec {
    if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 0xffff)) {
      throw new IllegalArgumentException("port out of range: " + port.getAsInt());
    }
    if (minBytes < 1 || minBytes > ByteCounts.LIMIT) {
      throw new IllegalArgumentException("entropies of at least " + minBytes + " bytes");
    }
    ranges = List.copyOf(ranges);
    if (ranges.isEmpty() || ranges.size() > MAX_RANGES) {
      throw new IllegalArgumentException(
          ranges.size() + " ranges; 1 to " + MAX_RANGES + " are allowed");
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it is no protocol specification; names file and line
   * @throws IOException if it cannot be read
   */
  public static ProtoSpec read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param file what to call it in errors, and, without directories and extension, the envelope
   * @throws IOException if it is no protocol specification; names file and line
   * @throws IOException if it cannot be read
   */
  public static ProtoSpec read(InputStream in, String file) throws IOException {
    return new ProtoSpecReader(file).read(in);
  }

  /**
   * Writes this as a file that {@link #read} gives back, bounds rounded to eight decimals.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    WholeFile.write(file, text());
  }

  /** The text of such a file. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("Port: ").append(port.isPresent() ? port.getAsInt() + "" : "all").append('\n');
    text.append("Direction: ").append(directionId(direction)).append('\n');
    text.append("Cumulative: ").append(cumulative ? "yes" : "no").append('\n');
    text.append("RangeUnit: ").append(rangeUnit.id()).append('\n');
    if (boundUnit != BoundUnit.BITS) {
      text.append("BoundUnit: ").append(boundUnit.id()).append('\n');
    }
    if (minBytes > 1) {
      text.append("MinBytes: ").append(minBytes).append('\n');
    }
    text.append("# Range: start    end      min            max\n");
    for (EntropyRange range : ranges) {
      text.append("Range:   ");
      pad(text, Long.toString(range.start()), 9);
      pad(text, Long.toString(range.end()), 9);
      pad(text, DecimalText.asInC(range.min(), 8), 15);
      text.append(DecimalText.asInC(range.max(), 8)).append('\n');
    }
    return text.toString();
  }

  private static void pad(StringBuilder text, String number, int width) {
    text.append(number).append(" ".repeat(Math.max(1, width - number.length())));
  }

  static String directionId(View direction) {
    return switch (direction) {
      case BOTH -> "both";
      case TO_SERVER -> "cli2srv";
      case TO_CLIENT -> "srv2cli";
    };
  }

  /**
   * The index of the range that covers a position.
   *
   * @return -1 if none does
   */
  public int rangeAt(long position) {
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).covers(position)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The entropy that is allowed while a connection is at one of some positions.
   *
   * @param start the first position, in the envelope's {@link RangeUnit}
   * @param end the last position
   * @param min the least entropy allowed, in the envelope's {@link BoundUnit}; may be negative
   *     infinity
   * @param max the greatest entropy allowed; may be positive infinity
   */
  public record EntropyRange(long start, long end, double min, double max) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the start is negative or after the end, or the least is
     *     above the greatest or not a number
     */
    public EntropyRange {
      if (start < 0 || end < start) {
        throw new IllegalArgumentException("positions from " + start + " to " + end);
      }
      if (!(min <= max)) {
        throw new IllegalArgumentException("entropies from " + min + " to " + max);
      }
    }

    /** Whether a position belongs to this range. */
    public boolean covers(long position) {
      return start <= position && position <= end;
    }

    /** Whether an entropy is allowed here. */
    public boolean allows(double value) {
      return min <= value && value <= max;
    }
  }

  /** What the bounds of an {@link EntropyRange} are measured in. */
  public enum BoundUnit {
    /** Bits of entropy, 0 to 8: net-entropy's only unit. */
    BITS("bits"),
    /**
     * Standard deviations from the entropy that as many uniform random bytes have: {@code (H -
     * E[H_N]) / SD[H_N]}. About 0 for random bytes, negative for what is less random; of use from
     * some 16 bytes on, below which random bytes have few values of entropy to take.
     */
    DEVIATIONS("deviations");

    private final String id;

    BoundUnit(String id) {
      this.id = id;
    }

    /** The name used in files. */
    public String id() {
      return id;
    }
  }

  /** What the start and end of an {@link EntropyRange} count. */
  public enum RangeUnit {
    /** Payload bytes in the watched direction. */
    BYTES("bytes"),
    /** Packets with payload in the watched direction. */
    PACKETS("packets");

    private final String id;

    RangeUnit(String id) {
      this.id = id;
    }

    /** The name used in files. */
    public String id() {
      return id;
    }
  }
}
