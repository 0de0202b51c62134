package io.entroprint.cli.stream;

import io.entroprint.stream.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of the first 65,536 payload bytes of a stream, both directions together in arrival order:
 * split by direction and joined.
 */
final class StreamDigests implements StreamObserver {
  private static final int LIMIT = 65_536;

  private final MessageDigest toServer = sha256();
  private final MessageDigest toClient = sha256();
  private final MessageDigest both = sha256();
  private int left = LIMIT;

  /** A stream that has ended, with the three digests in hexadecimal. */
  record Result(StreamSummary summary, String toServer, String toClient, String both) {

    static Result of(StreamSummary summary, StreamDigests stream) {
      return new Result(summary, hex(stream.toServer), hex(stream.toClient), hex(stream.both));
    }

    private static String hex(MessageDigest digest) {
      return HexFormat.of().formatHex(digest.digest());
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

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
