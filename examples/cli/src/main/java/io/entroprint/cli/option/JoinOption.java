package io.entroprint.cli.option;

import picocli.CommandLine.Option;

/** Whether several captures are one. */
public final class JoinOption {
  @Option(
      names = "--join",
      description = {
        "Read all captures as one, in the order of their packets' times: for a capture that was"
            + " cut into files by size or time, or files of several taps."
      })
  private boolean join;

  /** Whether to read all captures as one. */
  public boolean isWanted() {
    return join;
  }
}
