package io.entroprint.capture;

/** How far one direction of a TCP connection has come. */
final class HalfStream {
  /** Whether {@link #nextSequence} means anything yet. */
  boolean known;

  /** The sequence number of the next byte that is due. */
  int nextSequence;

  boolean synSeen;
  int synSequence;

  /** Another SYN came, with another sequence number. */
  boolean otherSynSeen;

  int otherSynSequence;

  boolean finSeen;
  int finSequence;
  boolean finAcknowledged;

  /** The observer was told of a hole, and not that it filled. */
  boolean holeOpen;

  /** The hole can never fill: nothing more of this direction is given out. */
  boolean holePermanent;

  /** Bytes came that are too far from what is due to belong anywhere. */
  boolean outsideWindow;

  /** The position from which the snap length cut bytes off a segment that waits; -1 if none. */
  long cutAt = -1;

  /** Bytes given out, and so the position of the next one. */
  long bytes;

  /** What came ahead of its turn; null until something does. */
  WaitingSegments waiting;

  void start(int sequence) {
    known = true;
    nextSequence = sequence;
  }

  /** The sequence number of the first payload byte. */
  int startSequence() {
    return nextSequence - (int) bytes;
  }

  /** Takes the sequence number of a SYN; returns whether it contradicts one before. */
  boolean syn(int sequence) {
    // What was taken for the start before, such as a lone FIN, was none if nothing came of it.
    if (!known || (!synSeen && isUntouched())) {
      start(sequence + 1);
      finSeen = false;
    }
    if (!synSeen) {
      synSeen = true;
      synSequence = sequence;
      return false;
    }
    boolean contradicts = sequence != synSequence;
    if (contradicts) {
      otherSynSeen = true;
      otherSynSequence = sequence;
    }
    return contradicts;
  }

  private boolean isUntouched() {
    return bytes == 0 && !holeOpen;
  }

  /** Of two SYN with different numbers the one counts whose data comes first. */
  void chooseSyn(int dataSequence) {
    if (otherSynSeen
        && isUntouched()
        && dataSequence == otherSynSequence + 1
        && dataSequence != nextSequence) {
      start(dataSequence);
      synSequence = otherSynSequence;
    }
  }

  void fin(int sequence) {
    if (!finSeen) {
      finSeen = true;
      finSequence = sequence;
    }
  }

  /** The other side acknowledged everything before a sequence number. */
  void acknowledged(int sequence) {
    if (finSeen && sequence - finSequence > 0) {
      finAcknowledged = true;
    }
  }

  /** Whether something is known to come after bytes that have not come. */
  boolean isAwaited() {
    return waiting != null || cutAt >= 0 || (finSeen && finSequence - nextSequence > 0);
  }

  /** Whether all up to a FIN came, or can no longer come. */
  boolean isComplete() {
    return finSeen && (holePermanent || nextSequence - finSequence >= 0);
  }
}
