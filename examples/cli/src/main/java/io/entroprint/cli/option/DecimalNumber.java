package io.entroprint.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number from 0 up. */
public abstract class DecimalNumber implements ITypeConverter<Double> {
  private final int most;

  private DecimalNumber(int most) {
    this.most = most;
  }

  /** How far two streams are apart. */
  public static final class Distance extends DecimalNumber {
    Distance() {
      super(8);
    }
  }

  /** An entropy of bytes. */
  public static final class Bits extends DecimalNumber {
    Bits() {
      super(8);
    }
  }

  /** By how much bounds are widened, in bits or in deviations. */
  public static final class Margin extends DecimalNumber {
    Margin() {
      super(1_000_000);
    }
  }

  /** A time of at most a year. */
  public static final class Seconds extends DecimalNumber {
    Seconds() {
      super(365 * 86_400);
    }
  }

  /** A part of all. */
  public static final class Share extends DecimalNumber {
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
