package io.entroprint.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number from 1 up. */
class Count implements ITypeConverter<Integer> {
  private final int most;

  Count() {
    this(Integer.MAX_VALUE);
  }

  private Count(int most) {
    this.most = most;
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
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message.
    }
    throw new TypeConversionException(
        "must be a whole number from 1 to " + most + ", not '" + text + "'");
  }
}
