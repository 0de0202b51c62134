package io.entroprint.cli.base;

import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;

/** The two ends of a stream as text. */
public final class Endpoint {
  private Endpoint() {}

  public static String client(FlowKey key) {
    return text(key.client(), key.clientPort());
  }

  public static String server(FlowKey key) {
    return text(key.server(), key.serverPort());
  }

  private static String text(IpAddress address, int port) {
    StringBuilder text = new StringBuilder(21);
    if (address.version() == 4) {
      text.append(address);
    } else {
      text.append('[').append(address).append(']');
    }
    return text.append(':').append(port).toString();
  }
}
