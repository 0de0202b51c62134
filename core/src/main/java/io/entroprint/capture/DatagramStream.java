package io.entroprint.capture;

import io.entroprint.entropy.Direction;
import io.entroprint.stream.StreamObserver;

/** The payloads of one UDP stream, in the order in which they came. */
final class DatagramStream {
  private final StreamObserver observer;
  private final Tally tally;
  private long bytesToServer;
  private long bytesToClient;
  private boolean holeToServer;
  private boolean holeToClient;

  DatagramStream(StreamObserver observer, Tally tally) {
    this.observer = observer;
    this.tally = tally;
  }

  /** Takes one datagram; {@code missing} bytes of it were cut off by the snap length. */
  void datagram(Direction from, byte[] array, int offset, int length, int missing, long time) {
    if (gap(from)) {
      tally.droppedBytes += length;
      return;
    }
    boolean toServer = from == Direction.TO_SERVER;
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

  long bytes(Direction direction) {
    return direction == Direction.TO_SERVER ? bytesToServer : bytesToClient;
  }

  boolean gap(Direction direction) {
    return direction == Direction.TO_SERVER ? holeToServer : holeToClient;
  }
}
