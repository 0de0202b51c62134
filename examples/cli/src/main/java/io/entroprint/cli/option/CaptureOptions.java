package io.entroprint.cli.option;

import io.entroprint.cli.base.CaptureFiles;
import io.entroprint.cli.base.CaptureRun;
import io.entroprint.cli.base.Terminal;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options and operands of a command that reads captures. */
public final class CaptureOptions {
  @Mixin private CaptureScan scan;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = WholeNumber.Threads.class,
      description = "Read so many captures at a time (default: the processors).")
  private int threads = WholeNumber.Threads.processors();

  @Parameters(
      paramLabel = "CAPTURE",
      arity = "1..*",
      description = "Files, or directories to search for them.")
  private List<Path> captures;

  public CaptureScan scan() {
    return scan;
  }

  /** Looks for the captures. */
  public CaptureRun run(Terminal terminal) {
    CaptureFiles files = CaptureFiles.find(captures);
    return new CaptureRun(terminal, files, Math.min(threads, files.found().size()));
  }
}
