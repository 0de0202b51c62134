package io.entroprint.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number from 0 up. */
abstract class Real implements ITypeConverter<Double> {
  private final int most;

  private Real(int most) {
    this.most = most;
  }

  /** How far two streams are apart. */
  static final class Distance extends Real {
    Distance() {
      super(8);
    }
  }

  /** An entropy of bytes. */
  static final class Bits extends Real {
    Bits() {
      super(8);
    }
  }

  /** By how much bounds are widened, in bits or in deviations. */
  static final class Margin extends Real {
    Margin() {
      super(1_000_000);
    }
  }

  /** A time of at most a year. */
  static final class Seconds extends Real {
    Seconds() {
      super(365 * 86_400);
    }
  }

  /** A part of all. */
  static final class Share extends Real {
    Share() {
      super(1);
    }
  }

  @Override
  public Double convert(String text) {
    try {
      double number = Double.parseDouble(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message.
    }
    throw new TypeConversionException("must be from 0 to " + most + ", not '" + text + "'");
  }
}
