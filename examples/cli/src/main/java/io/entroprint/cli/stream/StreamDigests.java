package io.entroprint.cli.stream;

import io.entroprint.entropy.Direction;
import io.entroprint.file.Sha256;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary;
import java.security.MessageDigest;

/**
 * SHA-256 of the first 65,536 payload bytes of a stream, both directions together in arrival order:
 * split by direction and joined.
 */
final class StreamDigests implements StreamObserver {
  private static final int LIMIT = 65_536;

  private final MessageDigest toServer = Sha256.newDigest();
  private final MessageDigest toClient = Sha256.newDigest();
  private final MessageDigest both = Sha256.newDigest();
  private int left = LIMIT;

  /** A stream that has ended, with the three digests in hexadecimal. */
  record Result(
      String capture, StreamSummary summary, String toServer, String toClient, String both) {

    static Result of(String capture, StreamSummary summary, StreamDigests stream) {
      return new Result(
          capture,
          summary,
          Sha256.hex(stream.toServer),
          Sha256.hex(stream.toClient),
          Sha256.hex(stream.both));
    }
  }

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    int taken = Math.min(length, left);
    left -= taken;
    (direction == Direction.TO_SERVER ? toServer : toClient).update(array, offset, taken);
    both.update(array, offset, taken);
  }

  @Override
  public void ended(StreamSummary summary) {}
}
