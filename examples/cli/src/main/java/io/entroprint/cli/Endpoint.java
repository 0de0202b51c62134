package io.entroprint.cli;

import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;

/** The two ends of a stream as text. */
final class Endpoint {
  private Endpoint() {}

  static String client(FlowKey key) {
    return text(key.client(), key.clientPort());
  }

  static String server(FlowKey key) {
    return text(key.server(), key.serverPort());
  }

  private static String text(IpAddress address, int port) {
    return address.version() == 4 ? address + ":" + port : "[" + address + "]:" + port;
  }
}
