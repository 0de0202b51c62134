package io.entroprint.cli;

import java.io.IOException;

/** A subcommand. */
interface Command {

  /** One line for the list of subcommands and the head of the help. */
  String summary();

  /** What it takes. */
  Options options();

  /**
   * Does it.
   *
   * @return 0, or 1 if something was wrong with the input and was said on the error stream
   * @throws UsageException if the arguments contradict each other
   * @throws IOException if the input makes it impossible to go on; the message is one clear line
   */
  int run(Arguments arguments, Terminal terminal) throws UsageException, IOException;
}
