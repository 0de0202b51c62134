package io.entroprint.entropy;

/**
 * The counts of the two sides of a stream, each alone and both together, in what is smallest for as
 * many bytes as there are:
 *
 * <ol>
 *   <li>{@link PackedGroups} of a side of less than {@value PackedGroups#LIMIT} bytes: there
 *       measures are taken so often that its groups are kept with every byte;
 *   <li>{@link NarrowCounts} of both sides, in bytes, up to {@value NarrowCounts#LIMIT} bytes
 *       together, or until a value comes more than 255 times;
 *   <li>{@link ByteCounts} of each side from then on, for as many as there may be.
 * </ol>
 *
 * <p>A side is 0 or 1, and {@link NarrowCounts#BOTH} stands for both together. Of each field there
 * are two, one for each side: a pair in an array would be one more object to keep for every stream,
 * and one more load for every byte. For the same reason this is a part of {@link VectorMeter} and
 * no object of its own. Not thread-safe.
 */
abstract class SideCounts {
  private static final ByteCounts NOTHING = new ByteCounts();

  /** Null once the counts are wide. */
  private NarrowCounts narrow = new NarrowCounts();

  /** Null while the counts are narrow, and for a side that sent nothing. */
  private ByteCounts wide0;

  private ByteCounts wide1;

  /** Null for a side that sent nothing yet, or so many bytes that they are not grouped. */
  private PackedGroups groups0;

  private PackedGroups groups1;

  /** Only a meter is made of this. */
  SideCounts() {}

  final boolean isNarrow() {
    return narrow != null;
  }

  /** How often a byte value occurred in a side. */
  final int countOf(int side, int value) {
    return narrow == null ? wide(side).count(value) : narrow.count(side, value);
  }

  /** The groups of a side that has less than {@value PackedGroups#LIMIT} bytes. */
  final PackedGroups groups(int side) {
    if (side == 0) {
      groups0 = groups0 == null ? new PackedGroups() : groups0;
      return groups0;
    }
    groups1 = groups1 == null ? new PackedGroups() : groups1;
    return groups1;
  }

  /** The wide counts of a side; null while they are narrow. */
  final ByteCounts wideOrNull(int side) {
    return side == 0 ? wide0 : wide1;
  }

  private ByteCounts wide(int side) {
    if (side == 0) {
      wide0 = wide0 == null ? new ByteCounts() : wide0;
      return wide0;
    }
    wide1 = wide1 == null ? new ByteCounts() : wide1;
    return wide1;
  }

  /** Counts one of the first bytes of a side, of which there is none 255 times. */
  final void countFirst(int side, int value) {
    groups(side).add(value);
    if (narrow == null) {
      wide(side).add(value);
    } else {
      narrow.add(side, value);
    }
  }

  /**
   * Counts bytes of a side behind the first. They may bring a side to the limit of the groups, or
   * both to that of the narrow counts, but not beyond.
   *
   * @return how many were counted: fewer if the next one does not fit a narrow count
   */
  final int count(int side, byte[] bytes, int from, int length) {
    PackedGroups groups = side == 0 ? groups0 : groups1;
    if (groups != null) {
      // So few bytes overflow no count: all of them will be taken.
      groups.add(bytes, from, length);
    }
    if (narrow != null) {
      return narrow.add(side, bytes, from, length);
    }
    wide(side).add(bytes, from, length);
    return length;
  }

  /** Forgets the groups of a side that has come to its limit. */
  final void ungroup(int side) {
    if (side == 0) {
      groups0 = null;
    } else {
      groups1 = null;
    }
  }

  /** Makes the narrow counts wide; the sides have so many bytes. */
  final void widen(int length0, int length1) {
    wide0 = length0 > 0 ? narrow.toCounts(0, length0) : null;
    wide1 = length1 > 0 ? narrow.toCounts(1, length1) : null;
    narrow = null;
  }

  /** Reads the sums of all measures of the n bytes of a side or of both. */
  final void read(int side, int n, MeasureSums out) {
    if (n <= PackedGroups.LIMIT) {
      if (side == NarrowCounts.BOTH) {
        PackedGroups.read(groups0, groups1, n, out);
      } else {
        groups(side).read(n, out);
      }
      out.bytes = sum(side);
    } else if (narrow == null) {
      ByteCounts.read(wide(side, 0), wide(side, 1), out);
    } else {
      narrow.read(side, n, out);
    }
  }

  /** The sum of {@code c log2 c} over the bytes of a side or of both. */
  final long sum(int side) {
    if (narrow != null) {
      return narrow.sum(side);
    }
    if (side != NarrowCounts.BOTH) {
      return wide(side).sum();
    }
    return ByteCounts.sum(wide(side, 0), wide(side, 1));
  }

  /** What a side has of what is measured, be it that side, the other one or both. */
  private ByteCounts wide(int measured, int side) {
    ByteCounts counts = wideOrNull(side);
    boolean belongs = measured == side || measured == NarrowCounts.BOTH;
    return belongs && counts != null ? counts : NOTHING;
  }

  /** The bytes of memory that the counts take beside the object whose part this is. */
  final int countsFootprintBytes() {
    int bytes = narrow == null ? 0 : 48 + narrow(0) + narrow(1);
    bytes += wide0 == null ? 0 : 32 + array(1024);
    bytes += wide1 == null ? 0 : 32 + array(1024);
    bytes += groups0 == null ? 0 : 48;
    bytes += groups1 == null ? 0 : 48;
    return bytes;
  }

  private int narrow(int side) {
    return narrow.capacity(side) == 0 ? 0 : array(narrow.capacity(side));
  }

  /** The bytes of memory that an array of so many bytes takes. */
  static int array(int bytes) {
    return 16 + (bytes + 7 & ~7);
  }
}
