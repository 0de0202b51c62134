package io.entroprint.capture;

import io.entroprint.entropy.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of the first 65,536 payload bytes of a stream in the order of arrival, split by direction
 * and joined, and of all bytes of each direction.
 */
final class StreamDigest implements StreamObserver {
  private static final int LIMIT = 65_536;

  final StreamStart start;
  private final MessageDigest both = sha256();
  private final MessageDigest[] split = {sha256(), sha256()};
  private final MessageDigest[] whole = {sha256(), sha256()};
  private int measured;
  private String joinedHex;
  private String[] splitHex;
  private String[] wholeHex;

  StreamDigest(StreamStart start) {
    this.start = start;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    int counted = Math.min(length, LIMIT - measured);
    both.update(array, offset, counted);
    split[direction.ordinal()].update(array, offset, counted);
    whole[direction.ordinal()].update(array, offset, length);
    measured += counted;
  }

  @Override
  public void ended(StreamSummary summary) {
    joinedHex = hex(both);
    splitHex = new String[] {hex(split[0]), hex(split[1])};
    wholeHex = new String[] {hex(whole[0]), hex(whole[1])};
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  String both() {
    return joinedHex;
  }

  /** Whether these are the two directions, in either order. */
  boolean hasDirections(String one, String other) {
    return (splitHex[0].equals(one) && splitHex[1].equals(other))
        || (splitHex[0].equals(other) && splitHex[1].equals(one));
  }

  /** Whether all bytes of the two directions have these digests; none has that of no bytes. */
  boolean isWhole(String toServer, String toClient) {
    return same(wholeHex[0], toServer) && same(wholeHex[1], toClient);
  }

  private static boolean same(String hex, String expected) {
    return hex.equals(expected.isEmpty() ? hex(sha256()) : expected);
  }
}
