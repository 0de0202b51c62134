package io.entroprint.cli;

/** The command line is wrong; the message says how. Leads to exit code 2. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
