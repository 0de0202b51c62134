package io.entroprint.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options and operands of a command that reads captures. */
final class CaptureOptions {
  @Mixin private CaptureScan scan;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Count.Threads.class,
      description = "Read so many captures at a time (default: the processors).")
  private int threads = Count.Threads.processors();

  @Parameters(
      paramLabel = "CAPTURE",
      arity = "1..*",
      description = "Files, or directories to search for them.")
  private List<Path> captures;

  CaptureScan scan() {
    return scan;
  }

  /** Looks for the captures. */
  CaptureRun run(Terminal terminal) {
    CaptureFiles files = CaptureFiles.find(captures);
    return new CaptureRun(terminal, files, Math.min(threads, files.found().size()));
  }
}
