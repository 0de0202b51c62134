package io.entroprint.cli.option;

import picocli.CommandLine.Option;

/** Whether several captures are one. */
public final class JoinOption {
  @Option(
      names = "--join",
      description = {
        "Read all captures as one, in the order of their packets' times: for files of one capture"
            + " that was cut by size or time, or of several taps.  A stream that goes on in the next"
            + " file is one stream, of the file of its first packet."
      })
  private boolean join;

  /** Whether to read all captures as one. */
  public boolean isWanted() {
    return join;
  }
}
