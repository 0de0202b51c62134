package io.entroprint.cli.option;

import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The options and operands of a command that reads captures. */
public final class CaptureOptions {
  @Mixin private CaptureReading reading;

  @Parameters(
      paramLabel = "CAPTURE",
      arity = "1..*",
      description = "Files, directories to search for them, or - for the standard input.")
  private List<Path> captures;

  /** Looks for the captures. */
  public CaptureRun run(Terminal terminal) throws UsageException {
    return reading.run(terminal, captures, false);
  }

  /** The same, to be read as one if that is wanted. */
  public CaptureRun run(Terminal terminal, JoinOption join) throws UsageException {
    return reading.run(terminal, captures, join.isWanted());
  }
}
