package io.entroprint.library;

import java.util.Locale;

/** What the content of a stream is, as far as its entropy can tell. */
public enum Nature {
  /** Neither compressed nor encrypted. */
  PLAINTEXT,
  /** Compressed, readable by whoever knows the format. */
  COMPRESSED,
  /** Encrypted, readable only with a key. */
  ENCRYPTED,
  /** More than one of the above in turn, such as a plain header before compressed content. */
  MIXED,
  /** The bytes seen do not tell. */
  UNDETERMINED;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The name used in files and events: the lower-case constant name. */
  public String id() {
    return id;
  }

  /**
   * The nature of an {@link #id()}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Nature named(String id) {
    for (Nature nature : values()) {
      if (nature.id.equals(id)) {
        return nature;
      }
    }
    throw new IllegalArgumentException(
        "expected plaintext, compressed, encrypted, mixed or undetermined, found "
            + FieldText.quoted(id));
  }
}
