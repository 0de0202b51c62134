package io.entroprint.capture;

/** Whether a segment is of the connection that two half streams are of, or of another one. */
final class SegmentMatch {
  /** How far a segment may be from what is due to belong to the same connection for certain. */
  private static final int NEAR = 1 << 20;

  private SegmentMatch() {}

  /** Whether a segment of one half is near those before it. */
  static boolean isNear(
      HalfStream half, HalfStream other, int sequence, int acknowledgement, boolean hasAck) {
    boolean answers = hasAck && other.known;
    boolean continues = half.known && isNear(sequence - half.nextSequence);
    boolean acknowledges = answers && isNear(acknowledgement - other.nextSequence);
    return half.known ? continues && (acknowledges || !answers) : acknowledges;
  }

  private static boolean isNear(int distance) {
    return distance >= -NEAR && distance <= NEAR;
  }

  /**
   * Whether a SYN opens another connection.
   *
   * @param released whether this one has ended
   */
  static boolean opensAnother(
      HalfStream half, HalfStream other, int sequence, boolean reset, boolean released) {
    if (repeats(half, sequence)) {
      // No system sends it again once the connection is over: somebody plays a capture again. But
      // some repeat an attempt that was refused.
      boolean refused = isSilent(other) && half.bytes == 0 && !half.holeOpen;
      return half.synSeen && ((reset && !refused) || isClosed(half, other));
    }
    // Without anything from this side yet: both sides opened at once, or the roles changed.
    return half.known || released || half.bytes + other.bytes > 0;
  }

  /** Whether a SYN+ACK answers the SYN of another connection. */
  static boolean answersAnother(
      HalfStream half,
      HalfStream other,
      int sequence,
      int acknowledgement,
      boolean reset,
      boolean released) {
    if (repeats(half, sequence)) {
      // After a RST it may still be under way to a client that has given up.
      return half.synSeen && ((reset && isSilent(other)) || isClosed(half, other));
    }
    // A second SYN+ACK to the same SYN is odd, but no new connection; it may acknowledge data too.
    int beyondSyn = acknowledgement - other.synSequence - 1;
    boolean answers = other.synSeen && beyondSyn >= 0 && beyondSyn <= 0xffff;
    return (half.known || released) && !answers;
  }

  private static boolean repeats(HalfStream half, int sequence) {
    return half.known
        && (half.synSeen ? sequence == half.synSequence : sequence + 1 == half.startSequence());
  }

  /** Whether each side that ever spoke has closed the connection. */
  private static boolean isClosed(HalfStream half, HalfStream other) {
    return half.finSeen && (other.finSeen || isSilent(other));
  }

  private static boolean isSilent(HalfStream half) {
    return !half.synSeen && half.bytes == 0 && !half.holeOpen;
  }
}
