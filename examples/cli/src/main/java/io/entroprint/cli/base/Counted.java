package io.entroprint.cli.base;

/** How many there are of something, in words. */
public final class Counted {
  private Counted() {}

  /** The number and the noun, with an s unless it is one. */
  public static String of(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
