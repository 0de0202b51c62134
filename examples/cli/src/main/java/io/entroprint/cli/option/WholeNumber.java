package io.entroprint.cli.option;

import io.entroprint.entropy.ByteCounts;
import io.entroprint.entropy.FeatureDefinition;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number, from 1 up unless a subclass begins later. */
public class WholeNumber implements ITypeConverter<Integer> {
  private final int least;
  private final int most;

  WholeNumber() {
    this(Integer.MAX_VALUE);
  }

  private WholeNumber(int most) {
    this(1, most);
  }

  private WholeNumber(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /** A TCP or UDP port. */
  public static final class Port extends WholeNumber {
    Port() {
      super(0xffff);
    }
  }

  /** How many bytes of a stream are looked at. */
  public static final class Measured extends WholeNumber {
    Measured() {
      super(ByteCounts.LIMIT);
    }
  }

  /** How many bytes of each direction of a stream are measured. */
  public static final class MeasuredOfDirection extends WholeNumber {
    MeasuredOfDirection() {
      super(FeatureDefinition.CURRENT.offsets().last(), FeatureDefinition.CURRENT.limit());
    }
  }

  /** How many neighbours make a cluster. */
  public static final class Neighbours extends WholeNumber {
    Neighbours() {
      super(2, Integer.MAX_VALUE);
    }
  }

  /** How often a session recurs: two of them have one distance, and nothing to compare it with. */
  public static final class Sessions extends WholeNumber {
    Sessions() {
      super(3, Integer.MAX_VALUE);
    }
  }

  /** How many threads may work at a time. */
  public static final class Threads extends WholeNumber {
    private static final int MOST = 256;

    Threads() {
      super(MOST);
    }

    public static int processors() {
      return Math.min(Runtime.getRuntime().availableProcessors(), MOST);
    }
  }

  /** The size of a buffer. */
  public static final class Mebibytes extends WholeNumber {
    Mebibytes() {
      super(2047);
    }
  }

  /** A time of at most a year; 0 for never. */
  public static final class Seconds extends WholeNumber {
    Seconds() {
      super(0, 365 * 86_400);
    }
  }

  /** How many streams may be followed at a time. */
  static final class Streams extends WholeNumber {
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
