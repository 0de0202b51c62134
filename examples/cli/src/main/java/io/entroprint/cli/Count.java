package io.entroprint.cli;

import io.entroprint.entropy.ByteCounts;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number, from 1 up unless a subclass begins later. */
class Count implements ITypeConverter<Integer> {
  private final int least;
  private final int most;

  Count() {
    this(Integer.MAX_VALUE);
  }

  private Count(int most) {
    this(1, most);
  }

  private Count(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /** A TCP or UDP port. */
  static final class Port extends Count {
    Port() {
      super(0xffff);
    }
  }

  /** How many bytes of a stream are looked at. */
  static final class Measured extends Count {
    Measured() {
      super(ByteCounts.LIMIT);
    }
  }

  /** How many neighbours make a cluster. */
  static final class Neighbours extends Count {
    Neighbours() {
      super(2, Integer.MAX_VALUE);
    }
  }

  /** How often a session recurs: two of them have one distance, and nothing to compare it with. */
  static final class Sessions extends Count {
    Sessions() {
      super(3, Integer.MAX_VALUE);
    }
  }

  /** How many threads may work at a time. */
  static final class Threads extends Count {
    private static final int MOST = 256;

    Threads() {
      super(MOST);
    }

    static int processors() {
      return Math.min(Runtime.getRuntime().availableProcessors(), MOST);
    }
  }

  /** The size of a buffer. */
  static final class Mebibytes extends Count {
    Mebibytes() {
      super(2047);
    }
  }

  /** How many streams may be followed at a time. */
  static final class Streams extends Count {
    Streams() {
      super(1 << 26);
    }
  }

  @Override
  public Integer convert(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message.
    }
    throw new TypeConversionException(
        "must be a whole number from " + least + " to " + most + ", not '" + text + "'");
  }
}
