package io.entroprint.cli;

import io.entroprint.cli.base.MemoryReserve;
import io.entroprint.cli.base.PathText;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.TerminalCheck;
import io.entroprint.cli.launch.Relaunch;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The program. */
public final class Main {
  private static final String NO_MEMORY =
      "entroprint: this takes more memory than Java may use here (-Xmx)";

  private Main() {}

  /**
   * Runs the command and ends the process with its exit code: 0, 1 if something was wrong with the
   * input, 2 if the command line was. Started plainly on a large capture, the process first starts
   * anew with other options for Java: {@link Relaunch}.
   */
  public static void main(String[] arguments) {
    String[] words = PathText.asGiven(arguments);
    Relaunch.ifWorthwhile(words);
    // No option has such a type, and to load what makes them takes picocli 30 ms.
    System.setProperty("picocli.converters.excludes", "java\\.(sql|time)\\..*");
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(
            new FileOutputStream(FileDescriptor.out),
            err,
            TerminalCheck.errorStreamIsTerminal(),
            TerminalCheck.columns());
    MemoryReserve.keep();
    try {
      System.exit(EntroprintCommand.run(words, terminal));
    } catch (OutOfMemoryError e) {
      // Not even to say so in other words, nor to end in order.
      err.println(NO_MEMORY);
      Runtime.getRuntime().halt(1);
    }
  }
}
