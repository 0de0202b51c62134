package io.entroprint.cli;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.PathText;
import io.entroprint.cli.base.Problem;
import io.entroprint.cli.base.Suggestion;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.base.Version;
import io.entroprint.cli.curve.CurvesCommand;
import io.entroprint.cli.discover.DiscoverCommand;
import io.entroprint.cli.envelope.EnvelopeCommand;
import io.entroprint.cli.library.LearnCommand;
import io.entroprint.cli.library.LibraryCommand;
import io.entroprint.cli.live.MonitorCommand;
import io.entroprint.cli.report.ReportCommand;
import io.entroprint.cli.session.SessionsCommand;
import io.entroprint.cli.stream.ClassifyCommand;
import io.entroprint.cli.stream.StreamsCommand;
import io.entroprint.cli.train.EvaluateCommand;
import io.entroprint.cli.train.TrainCommand;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole: has picocli read it, runs the subcommand that it names. */
@CommandLine.Command(
    name = "entroprint",
    description = "Says what network streams are by the shape of their entropy.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:something was wrong with the input",
      "2:the command line was wrong"
    },
    footer = {
      "%n'entroprint COMMAND --help' says what a command takes.",
      "Started by java -jar on captures of 4 MB or more, it starts anew with options for Java that"
          + " suit these, unless ENTROPRINT_NO_RELAUNCH is set in the environment."
    })
public final class EntroprintCommand {
  private static final int OK = 0;
  private static final int BAD_INPUT = 1;
  private static final int USAGE = 2;

  /** In the order of use, which is that of the help. */
  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("classify", ClassifyCommand.class);
    COMMANDS.put("monitor", MonitorCommand.class);
    COMMANDS.put("report", ReportCommand.class);
    COMMANDS.put("streams", StreamsCommand.class);
    COMMANDS.put("sessions", SessionsCommand.class);
    COMMANDS.put("curves", CurvesCommand.class);
    COMMANDS.put("discover", DiscoverCommand.class);
    COMMANDS.put("learn", LearnCommand.class);
    COMMANDS.put("train", TrainCommand.class);
    COMMANDS.put("evaluate", EvaluateCommand.class);
    COMMANDS.put("library", LibraryCommand.class);
    COMMANDS.put("envelope", EnvelopeCommand.class);
  }

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean version;

  private EntroprintCommand() {}

  /** Runs one command line and returns its exit code. */
  public static int run(String[] arguments, Terminal terminal) {
    boolean overview = arguments.length > 0 && arguments[0].equals("help");
    String[] words = overview ? new String[] {"--help"} : arguments;
    return parser(words)
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((e, all) -> wrong(e, terminal))
        .setExecutionStrategy(parsed -> execute(parsed, terminal))
        .execute(words);
  }

  /** What reads the words of a command line. */
  static CommandLine parser(String[] words) {
    return commandLine(words)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setExpandAtFiles(false)
        .registerConverter(Path.class, PathText::parse);
  }

  /** Knows only the subcommand that is asked for: to describe all of them takes picocli longer. */
  static CommandLine commandLine(String[] arguments) {
    CommandLine commandLine = new CommandLine(new EntroprintCommand());
    String first = arguments.length == 0 ? "" : arguments[0];
    if (COMMANDS.containsKey(first)) {
      commandLine.addSubcommand(first, COMMANDS.get(first));
    } else if (!first.equals("--version") && !first.equals("-V")) {
      COMMANDS.forEach(commandLine::addSubcommand);
    }
    HelpLayout.apply(commandLine);
    return commandLine;
  }

  private static int execute(ParseResult parsed, Terminal terminal) {
    if (CommandLine.executeHelpRequest(parsed) != null) {
      return OK;
    }
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine commandLine = last.commandSpec().commandLine();
    if (!(last.commandSpec().userObject() instanceof Command command)) {
      commandLine.usage(terminal.err());
      return USAGE;
    }
    try {
      OutputStream out = new BufferedOutputStream(terminal.out(), 1 << 16);
      int code =
          command.run(
              new Terminal(out, terminal.err(), terminal.showsProgress(), terminal.columns()));
      out.flush();
      return code;
    } catch (UsageException e) {
      throw new ParameterException(commandLine, e.getMessage());
    } catch (UncheckedIOException e) {
      return failed(e.getCause(), terminal);
    } catch (IOException e) {
      return failed(e, terminal);
    } catch (OutOfMemoryError e) {
      String line = Problem.of(e);
      terminal.problem(line.startsWith("takes") ? "this " + line : line);
      return BAD_INPUT;
    }
  }

  private static int wrong(ParameterException e, Terminal terminal) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    terminal.problem(message(e) + " (try " + command + " --help)");
    return USAGE;
  }

  /** What is wrong, and what was meant where a command or an option is mistyped. */
  private static String message(ParameterException e) {
    String message = Problem.oneLine(e.getMessage()).replaceFirst("^Error: ", "");
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return message;
    }
    String typed = unmatched.getUnmatched().get(0);
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    boolean option = typed.startsWith("-");
    if (!option && !spec.subcommands().isEmpty()) {
      message = "no command '" + Problem.oneLine(typed) + "'";
    }
    Collection<String> known = option ? spec.optionsMap().keySet() : spec.subcommands().keySet();
    return message
        + Suggestion.of(typed, known).map(meant -> "; did you mean " + meant + "?").orElse("");
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
}
