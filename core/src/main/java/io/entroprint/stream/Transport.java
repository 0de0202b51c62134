package io.entroprint.stream;

/** The transport protocol of a stream. */
public enum Transport {
  /** Connections. */
  TCP(6),
  /** Datagrams between the same two endpoints; silence ends them. */
  UDP(17);

  private final int number;

  Transport(int number) {
    this.number = number;
  }

  /** The IANA protocol number. */
  public int number() {
    return number;
  }
}
