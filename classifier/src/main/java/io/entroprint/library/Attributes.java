package io.entroprint.library;

import java.util.Objects;
import java.util.Optional;

/**
 * What is known of the stream behind a fingerprint beyond its label. Each text is one line of at
 * most 512 bytes of UTF-8 without control characters and without space at either end; empty where
 * it is not known.
 *
 * @param client the client software, such as {@code OpenSSH_9.2}
 * @param server the server software
 * @param settings what was set or negotiated, such as {@code tls1.3}
 * @param nature what the content is, where it is known
 */
public record Attributes(String client, String server, String settings, Optional<Nature> nature) {
  /** Nothing known. */
  public static final Attributes NONE = new Attributes("", "", "", Optional.empty());

  /**
   * @throws IllegalArgumentException if a text is not such a line, naming which
   */
  public Attributes {
    FieldText.requireText("client", client);
    FieldText.requireText("server", server);
    FieldText.requireText("settings", settings);
    Objects.requireNonNull(nature, "nature");
  }
}
