package io.entroprint.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes what picocli makes of the options of all commands: manual pages as AsciiDoc, and a script
 * that has bash and zsh complete them. Not part of the jar; the build runs it for a package.
 */
final class ManualPages {
  private ManualPages() {}

  /** {@code ManualPages DIRECTORY}. */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]));
  }

  /** Writes all of them into a directory. */
  static void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    CommandLine whole = EntroprintCommand.commandLine(new String[0]);
    pages(whole, directory);
    Files.writeString(
        directory.resolve("entroprint_completion"), AutoComplete.bash("entroprint", whole));
  }

  private static void pages(CommandLine command, Path directory) throws IOException {
    String name = command.getCommandSpec().qualifiedName("-");
    Path page = directory.resolve(name + ".adoc");
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(page, StandardCharsets.UTF_8))) {
      ManPageGenerator.writeSingleManPage(out, command.getCommandSpec());
    }
    for (CommandLine subcommand : command.getSubcommands().values()) {
      pages(subcommand, directory);
    }
  }
}
