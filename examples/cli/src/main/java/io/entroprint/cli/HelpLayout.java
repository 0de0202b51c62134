package io.entroprint.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * How the help of a command looks: first what has to be given, on one line; then the operands; then
 * the options in the order in which they are declared, which is that of use.
 */
final class HelpLayout {
  private static final int COLUMNS = 80;

  private HelpLayout() {}

  /** Lays out the help of a command and of all its subcommands. */
  static void apply(CommandLine commandLine) {
    CommandSpec spec = commandLine.getCommandSpec();
    UsageMessageSpec usage = spec.usageMessage();
    usage.sortOptions(false);
    usage.sortSynopsis(false);
    usage.parameterListHeading("%nOperands:%n");
    usage.optionListHeading("%nOptions:%n");
    usage.commandListHeading("%nCommands:%n");
    if (spec.subcommands().isEmpty()) {
      usage.customSynopsis(synopsis(spec));
    }
    commandLine.getSubcommands().values().forEach(HelpLayout::apply);
  }

  private static String[] synopsis(CommandSpec spec) {
    List<String> parts = new ArrayList<>();
    for (ArgGroupSpec group : spec.argGroups()) {
      if (group.multiplicity().min() > 0) {
        parts.add(alternatives(group) + (group.exclusive() ? "" : "..."));
      }
    }
    for (OptionSpec option : spec.options()) {
      if (option.required() && option.group() == null) {
        parts.add(option.shortestName() + " " + option.paramLabel());
      }
    }
    if (spec.options().stream().anyMatch(option -> !option.required() && !option.usageHelp())) {
      parts.add("[OPTION...]");
    }
    for (PositionalParamSpec operand : spec.positionalParameters()) {
      String name = operand.paramLabel() + (operand.arity().max() > 1 ? "..." : "");
      parts.add(operand.required() ? name : "[" + name + "]");
    }
    return wrapped(spec.qualifiedName(), parts);
  }

  /** Lines that leave room for the word before the first; the others begin below its parts. */
  private static String[] wrapped(String command, List<String> parts) {
    String before = "Usage: ";
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(command);
    for (String part : parts) {
      int indent = lines.isEmpty() ? before.length() : 0;
      if (indent + line.length() + 1 + part.length() > COLUMNS) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(before.length() + command.length()));
      }
      line.append(' ').append(part);
    }
    lines.add(line.toString());
    return lines.toArray(String[]::new);
  }

  private static String alternatives(ArgGroupSpec group) {
    List<String> each =
        group.options().stream()
            .map(o -> o.shortestName() + (o.arity().max() == 0 ? "" : " " + o.paramLabel()))
            .toList();
    return "(" + String.join(" | ", each) + ")";
  }
}
