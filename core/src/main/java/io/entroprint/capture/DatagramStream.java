package io.entroprint.capture;

import io.entroprint.entropy.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary.ProxyHeader;

/** The payloads of one UDP stream, in the order in which they came. */
final class DatagramStream {
  private final StreamObserver observer;
  private final Tally tally;
  private long bytesToServer;
  private long bytesToClient;
  private boolean holeToServer;
  private boolean holeToClient;
  private final boolean keepsProxyHeaders;
  private ProxyHeader proxyHeader;

  DatagramStream(StreamObserver observer, Tally tally, boolean keepsProxyHeaders) {
    this.keepsProxyHeaders = keepsProxyHeaders;
    this.observer = observer;
    this.tally = tally;
  }

  /** Takes one datagram; {@code missing} bytes of it were cut off by the snap length. */
  void datagram(Direction from, byte[] array, int start, int captured, int missing, long time) {
    if (gap(from)) {
      tally.droppedBytes += captured;
      return;
    }
    boolean toServer = from == Direction.TO_SERVER;
    int skipped = toServer ? proxied(array, start, captured) : 0;
    int offset = start + skipped;
    int length = captured - skipped;
    if (toServer) {
      bytesToServer += length;
      holeToServer = missing > 0;
    } else {
      bytesToClient += length;
      holeToClient = missing > 0;
    }
    tally.payloadBytes += length;
    if (length > 0) {
      observer.bytes(from, array, offset, length, time);
    }
    if (missing > 0) {
      observer.holeOpened(from, time);
    }
  }

  /** How much of a datagram is a header of the PROXY protocol that is to be taken off. */
  private int proxied(byte[] array, int offset, int length) {
    ProxyHeader header = ProxyHeaders.ofDatagram(array, offset, length);
    if (header == null) {
      return 0;
    }
    if (proxyHeader == null) {
      proxyHeader = header;
      tally.proxiedStreams++;
    }
    return keepsProxyHeaders ? 0 : header.length();
  }

  /** The first header of the PROXY protocol; null if there was none. */
  ProxyHeader proxyHeader() {
    return proxyHeader;
  }

  long bytes(Direction direction) {
    return direction == Direction.TO_SERVER ? bytesToServer : bytesToClient;
  }

  boolean gap(Direction direction) {
    return direction == Direction.TO_SERVER ? holeToServer : holeToClient;
  }
}
