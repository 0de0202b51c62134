package io.entroprint.cli;

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

  private static String synopsis(CommandSpec spec) {
    StringBuilder line = new StringBuilder(spec.qualifiedName());
    for (ArgGroupSpec group : spec.argGroups()) {
      if (group.multiplicity().min() > 0) {
        line.append(' ').append(alternatives(group)).append(group.exclusive() ? "" : "...");
      }
    }
    for (OptionSpec option : spec.options()) {
      if (option.required() && option.group() == null) {
        line.append(' ').append(option.shortestName()).append(' ').append(option.paramLabel());
      }
    }
    line.append(" [OPTION...]");
    for (PositionalParamSpec operand : spec.positionalParameters()) {
      boolean several = operand.arity().max() > 1;
      String name = operand.paramLabel() + (several ? "..." : "");
      line.append(' ').append(operand.required() ? name : "[" + name + "]");
    }
    return line.toString();
  }

  private static String alternatives(ArgGroupSpec group) {
    List<String> each =
        group.options().stream()
            .map(o -> o.shortestName() + (o.arity().max() == 0 ? "" : " " + o.paramLabel()))
            .toList();
    return "(" + String.join(" | ", each) + ")";
  }
}
