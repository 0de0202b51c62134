package io.entroprint.entropy;

/** Which way bytes go. The client is the side that opened the stream. */
public enum Direction {
  /** From the client to the server. */
  TO_SERVER(View.TO_SERVER),
  /** From the server to the client. */
  TO_CLIENT(View.TO_CLIENT);

  private final View view;

  Direction(View view) {
    this.view = view;
  }

  /** The view that holds the bytes of this direction alone. */
  public View view() {
    return view;
  }

  /** The other direction. */
  public Direction opposite() {
    return this == TO_SERVER ? TO_CLIENT : TO_SERVER;
  }
}
