package io.entroprint.entropy;

/** The three sequences of bytes that are measured in one stream. */
public enum View {
  /** Both directions joined in arrival order. */
  BOTH("both"),
  /** What the client sent. */
  TO_SERVER("to_server"),
  /** What the server sent. */
  TO_CLIENT("to_client");

  private final String id;

  View(String id) {
    this.id = id;
  }

  /** The name used in files: {@code both}, {@code to_server} or {@code to_client}. */
  public String id() {
    return id;
  }
}
