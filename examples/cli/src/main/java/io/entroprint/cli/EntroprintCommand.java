package io.entroprint.cli;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.PathText;
import io.entroprint.cli.base.Problem;
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
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line as a whole: has picocli read it, runs the subcommand that it names. */
@CommandLine.Command(
    name = "entroprint",
    description = "Says what network streams are by the shape of their entropy.%n",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:something was wrong with the input",
      "2:the command line was wrong"
    },
    footer = "%n'entroprint COMMAND --help' says what a command takes.")
public final class EntroprintCommand {
  private static final int OK = 0;
  private static final int BAD_INPUT = 1;
  private static final int USAGE = 2;

  private static final Map<String, Class<?>> COMMANDS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("classify", ClassifyCommand.class),
              Map.entry("curves", CurvesCommand.class),
              Map.entry("discover", DiscoverCommand.class),
              Map.entry("envelope", EnvelopeCommand.class),
              Map.entry("evaluate", EvaluateCommand.class),
              Map.entry("learn", LearnCommand.class),
              Map.entry("library", LibraryCommand.class),
              Map.entry("monitor", MonitorCommand.class),
              Map.entry("report", ReportCommand.class),
              Map.entry("sessions", SessionsCommand.class),
              Map.entry("streams", StreamsCommand.class),
              Map.entry("train", TrainCommand.class)));

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
    return commandLine(words)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setExpandAtFiles(false)
        .registerConverter(Path.class, PathText::parse)
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((e, all) -> wrong(e, terminal))
        .setExecutionStrategy(parsed -> execute(parsed, terminal))
        .execute(words);
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
      int code = command.run(new Terminal(out, terminal.err(), terminal.showsProgress()));
      out.flush();
      return code;
    } catch (UsageException e) {
      throw new ParameterException(commandLine, e.getMessage());
    } catch (UncheckedIOException e) {
      return failed(e.getCause(), terminal);
    } catch (IOException e) {
      return failed(e, terminal);
    }
  }

  private static int wrong(ParameterException e, Terminal terminal) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    terminal.problem(Problem.oneLine(e.getMessage()) + " (try " + command + " --help)");
    return USAGE;
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
