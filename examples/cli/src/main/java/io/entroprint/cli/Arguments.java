package io.entroprint.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was given on the command line after the subcommand's name. Immutable. */
final class Arguments {
  private final Map<String, List<String>> values;
  private final List<String> operands;

  Arguments(Map<String, List<String>> values, List<String> operands) {
    this.values = values;
    this.operands = List.copyOf(operands);
  }

  boolean has(String option) {
    return values.containsKey(option);
  }

  Optional<String> value(String option) {
    return has(option) ? Optional.ofNullable(values.get(option).get(0)) : Optional.empty();
  }

  /** All values of an option that may be given several times, in order. */
  List<String> values(String option) {
    return values.getOrDefault(option, List.of());
  }

  /** The arguments that are no options, in order. */
  List<String> operands() {
    return operands;
  }

  String required(String option) throws UsageException {
    return value(option).orElseThrow(() -> new UsageException("missing option " + option));
  }

  Optional<Path> path(String option) throws UsageException {
    Optional<String> text = value(option);
    return text.isEmpty() ? Optional.empty() : Optional.of(toPath(text.get()));
  }

  /**
   * A whole number from 1 up.
   *
   * @param otherwise what it is without the option
   */
  int count(String option, int otherwise, int most) throws UsageException {
    String text = value(option).orElse(null);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message.
    }
    throw new UsageException(
        option + " must be a whole number from 1 to " + most + ", not '" + text + "'");
  }

  /**
   * A number from 0 up.
   *
   * @param otherwise what it is without the option
   */
  double number(String option, double otherwise, double most) throws UsageException {
    String text = value(option).orElse(null);
    if (text == null) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message.
    }
    throw new UsageException(option + " must be from 0 to " + most + ", not '" + text + "'");
  }

  static Path toPath(String text) throws UsageException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException("not a path: '" + text + "' (" + e.getReason() + ")");
    }
  }
}
