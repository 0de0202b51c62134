package io.entroprint.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds the subcommand, reads its arguments, runs it, and turns the outcome into an exit code. */
final class Entroprint {
  private static final int OK = 0;
  private static final int BAD_INPUT = 1;
  private static final int USAGE = 2;

  private static final String[] NAMES = {
    "classify", "streams", "curves", "train", "evaluate", "library show", "library list"
  };

  private Entroprint() {}

  /** The subcommand of a name, or null. Only the one that is asked for is loaded. */
  private static Command command(String name) {
    return switch (name) {
      case "classify" -> new ClassifyCommand();
      case "streams" -> new StreamsCommand();
      case "curves" -> new CurvesCommand();
      case "train" -> new TrainCommand();
      case "evaluate" -> new EvaluateCommand();
      case "library show" -> new LibraryShowCommand();
      case "library list" -> new LibraryListCommand();
      default -> null;
    };
  }

  /** Runs one command line and returns its exit code. */
  static int run(String[] arguments, Terminal terminal) {
    Terminal buffered =
        new Terminal(
            new BufferedOutputStream(terminal.out(), 1 << 16),
            terminal.err(),
            terminal.showsProgress());
    try {
      int code = dispatch(arguments, buffered);
      buffered.out().flush();
      return code;
    } catch (UncheckedIOException e) {
      return failed(e.getCause(), terminal);
    } catch (IOException e) {
      return failed(e, terminal);
    }
  }

  private static int failed(IOException e, Terminal terminal) {
    if (!isClosedPipe(e)) {
      terminal.problem(Problem.of(e));
    }
    return BAD_INPUT;
  }

  /** The reader of our output has seen enough, as {@code head} does: nothing to complain about. */
  private static boolean isClosedPipe(IOException e) {
    return "Broken pipe".equals(e.getMessage());
  }

  private static int dispatch(String[] arguments, Terminal terminal) throws IOException {
    if (arguments.length == 0) {
      terminal.err().print(overview());
      return USAGE;
    }
    String first = arguments[0];
    if (first.equals("--help") || first.equals("-h") || first.equals("help")) {
      print(terminal, overview());
      return OK;
    }
    if (first.equals("--version") || first.equals("-V")) {
      print(terminal, "entroprint " + Version.text() + "\n");
      return OK;
    }
    int words = 1;
    String name = first;
    Command command = command(name);
    if (command == null && arguments.length > 1) {
      words = 2;
      name = first + " " + arguments[1];
      command = command(name);
    }
    if (command == null) {
      terminal.problem("no such command: " + first + " (try entroprint --help)");
      return USAGE;
    }
    List<String> rest = Arrays.asList(arguments).subList(words, arguments.length);
    return run(name, command, rest, terminal);
  }

  private static int run(String name, Command command, List<String> rest, Terminal terminal)
      throws IOException {
    Options options = command.options();
    try {
      Arguments parsed = options.parse(rest);
      if (parsed.has("--help")) {
        print(terminal, options.help(name, command.summary()));
        return OK;
      }
      return command.run(parsed, terminal);
    } catch (UsageException e) {
      terminal.problem(name + ": " + e.getMessage() + " (try entroprint " + name + " --help)");
      return USAGE;
    }
  }

  private static String overview() {
    StringBuilder text = new StringBuilder();
    text.append("Usage: entroprint COMMAND [OPTION...] [OPERAND...]\n\n");
    text.append("Says what network streams are by the shape of their entropy.\n\n");
    for (String name : NAMES) {
      text.append("  ").append(name).append(" ".repeat(16 - name.length()));
      text.append(command(name).summary()).append('\n');
    }
    text.append("\n  entroprint COMMAND --help  says what a command takes\n");
    text.append("  entroprint --version       prints the version\n\n");
    text.append(
        "Exit codes: 0 all went well, 1 something was wrong with the input, 2 wrong usage\n");
    return text.toString();
  }

  private static void print(Terminal terminal, String text) throws IOException {
    terminal.out().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
