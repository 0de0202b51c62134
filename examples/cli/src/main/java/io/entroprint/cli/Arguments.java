package io.entroprint.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was given on the command line after the subcommand's name. Immutable. */
final class Arguments {
  private final Map<String, String> values;
  private final List<String> operands;

  Arguments(Map<String, String> values, List<String> operands) {
    this.values = values;
    this.operands = List.copyOf(operands);
  }

  boolean has(String option) {
    return values.containsKey(option);
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  /** The arguments that are no options, in order. */
  List<String> operands() {
    return operands;
  }

  String required(String option) throws UsageException {
    return value(option).orElseThrow(() -> new UsageException("missing option " + option));
  }

  Optional<Path> path(String option) throws UsageException {
    String text = values.get(option);
    return text == null ? Optional.empty() : Optional.of(toPath(text));
  }

  /**
   * A whole number from 1 up.
   *
   * @param otherwise what it is without the option
   */
  int count(String option, int otherwise, int most) throws UsageException {
    String text = values.get(option);
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

  static Path toPath(String text) throws UsageException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException("not a path: '" + text + "' (" + e.getReason() + ")");
    }
  }
}
