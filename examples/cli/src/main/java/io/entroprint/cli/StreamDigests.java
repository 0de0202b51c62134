package io.entroprint.cli;

import io.entroprint.stream.Direction;
import io.entroprint.stream.StreamSummary;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 digests, in hexadecimal, of the first 65,536 payload bytes of a stream, both directions
 * together in arrival order: split by direction and joined.
 */
record StreamDigests(StreamSummary summary, String toServer, String toClient, String both) {
  private static final int LIMIT = 65_536;

  /** Digests one stream. */
  static final class Recorder implements StreamRecorder<StreamDigests> {
    private final MessageDigest toServer = sha256();
    private final MessageDigest toClient = sha256();
    private final MessageDigest both = sha256();
    private int left = LIMIT;

    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length) {
      int taken = Math.min(length, left);
      left -= taken;
      (direction == Direction.TO_SERVER ? toServer : toClient).update(array, offset, taken);
      both.update(array, offset, taken);
    }

    @Override
    public StreamDigests ended(StreamSummary summary) {
      return new StreamDigests(summary, hex(toServer), hex(toClient), hex(both));
    }

    private static String hex(MessageDigest digest) {
      return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}
