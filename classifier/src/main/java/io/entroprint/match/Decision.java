package io.entroprint.match;

import java.util.Locale;

/** What a verdict comes down to. */
public enum Decision {
  /** The label is given. */
  KNOWN,
  /** No fingerprint is near enough, or two labels are about equally near. */
  UNKNOWN,
  /** There is nothing to decide on yet: too few bytes, or the start of the stream was not seen. */
  UNDECIDED;

  /** The name used in output: lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
