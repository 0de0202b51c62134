package io.entroprint.cli.base;

/** The command line is wrong; the message says how. Leads to exit code 2. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }
}
