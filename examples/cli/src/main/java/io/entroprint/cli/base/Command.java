package io.entroprint.cli.base;

import java.io.IOException;

/** A subcommand, once picocli has read its options and operands into its fields. */
public interface Command {

  /**
   * Does it.
   *
   * @return 0, or 1 if something was wrong with the input and was said on the error stream
   * @throws UsageException if the arguments contradict each other
   * @throws IOException if the input makes it impossible to go on; the message is one clear line
   */
  int run(Terminal terminal) throws UsageException, IOException;
}
