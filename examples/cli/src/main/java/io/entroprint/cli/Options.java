package io.entroprint.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options and operands that a subcommand takes. Options are GNU style: {@code --name}, {@code
 * --name VALUE}, {@code --name=VALUE}, {@code -n VALUE}; {@code --} ends them.
 */
final class Options {
  private final Map<String, Option> byName = new LinkedHashMap<>();
  private final List<Option> all = new ArrayList<>();
  private String operands = "";
  private String operandsMeaning = "";
  private int least;
  private int most;

  /** One option; a flag has no value name. */
  record Option(String name, String shortName, String valueName, boolean repeats, String meaning) {
    boolean isFlag() {
      return valueName.isEmpty();
    }

    String synopsis() {
      String names = shortName.isEmpty() ? "    " + name : shortName + ", " + name;
      return isFlag() ? names : names + " " + valueName;
    }
  }

  Options() {
    add(new Option("--help", "-h", "", false, "print this help"));
  }

  Options flag(String name, String meaning) {
    return add(new Option(name, "", "", false, meaning));
  }

  Options value(String name, String valueName, String meaning) {
    return add(new Option(name, "", valueName, false, meaning));
  }

  Options value(String name, String shortName, String valueName, String meaning) {
    return add(new Option(name, shortName, valueName, false, meaning));
  }

  /** An option that may be given several times. */
  Options values(String name, String valueName, String meaning) {
    return add(new Option(name, "", valueName, true, meaning));
  }

  private Options add(Option option) {
    all.add(option);
    byName.put(option.name(), option);
    if (!option.shortName().isEmpty()) {
      byName.put(option.shortName(), option);
    }
    return this;
  }

  /**
   * The arguments that are no options: how the usage line shows them, and how many there may be.
   */
  Options operands(String shown, int atLeast, int atMost, String meaning) {
    operands = shown;
    operandsMeaning = meaning;
    least = atLeast;
    most = atMost;
    return this;
  }

  /**
   * Reads the arguments that follow the subcommand's name.
   *
   * @throws UsageException if an option is unknown, lacks its value or has one too many, or there
   *     are too few or too many operands
   */
  Arguments parse(List<String> arguments) throws UsageException {
    Map<String, List<String>> values = new LinkedHashMap<>();
    List<String> rest = new ArrayList<>();
    boolean optionsEnded = false;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (optionsEnded || !argument.startsWith("-") || argument.equals("-")) {
        rest.add(argument);
      } else if (argument.equals("--")) {
        optionsEnded = true;
      } else {
        int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
        Option option = byName.get(equals < 0 ? argument : argument.substring(0, equals));
        if (option == null) {
          throw new UsageException("unknown option " + argument);
        }
        String value = equals < 0 ? null : argument.substring(equals + 1);
        if (option.isFlag() && value != null) {
          throw new UsageException(option.name() + " takes no value");
        }
        if (!option.isFlag() && value == null) {
          if (++i == arguments.size()) {
            throw new UsageException(option.name() + " needs a value: " + option.valueName());
          }
          value = arguments.get(i);
        }
        values.computeIfAbsent(option.name(), n -> new ArrayList<>()).add(value);
      }
    }
    if (!values.containsKey("--help")) {
      checkOnce(values);
      checkOperands(rest);
    }
    return new Arguments(values, rest);
  }

  private void checkOnce(Map<String, List<String>> values) throws UsageException {
    for (Map.Entry<String, List<String>> given : values.entrySet()) {
      Option option = byName.get(given.getKey());
      if (!option.repeats() && !option.isFlag() && given.getValue().size() > 1) {
        throw new UsageException(option.name() + " may be given only once");
      }
    }
  }

  private void checkOperands(List<String> rest) throws UsageException {
    if (rest.size() < least) {
      throw new UsageException("missing operand: " + operands);
    }
    if (rest.size() > most) {
      throw new UsageException("unexpected operand " + rest.get(most));
    }
  }

  /** The text of {@code --help}. */
  String help(String command, String summary) {
    StringBuilder text = new StringBuilder();
    text.append("Usage: entroprint ").append(command).append(" [OPTION...]");
    if (!operands.isEmpty()) {
      text.append(' ').append(operands);
    }
    text.append("\n\n").append(summary).append("\n\n");
    if (!operands.isEmpty()) {
      text.append("  ").append(pad(operands)).append(operandsMeaning).append('\n');
    }
    for (Option option : all) {
      text.append("  ").append(pad(option.synopsis())).append(option.meaning()).append('\n');
    }
    return text.toString();
  }

  private static String pad(String text) {
    return text + " ".repeat(Math.max(2, 28 - text.length()));
  }
}
