package io.entroprint.stream;

import java.util.Locale;

/** The transport protocol of a stream. */
public enum Transport {
  /** Connections. */
  TCP(6),
  /** Datagrams between the same two endpoints; silence ends them. */
  UDP(17);

  private final int number;
  private final String id = name().toLowerCase(Locale.ROOT);

  Transport(int number) {
    this.number = number;
  }

  /** The name in files and outputs: {@code tcp} or {@code udp}. */
  public String id() {
    return id;
  }

  /** The one that this is not. */
  public Transport other() {
    return this == TCP ? UDP : TCP;
  }

  /** The IANA protocol number. */
  public int number() {
    return number;
  }
}
