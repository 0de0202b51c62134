package io.entroprint.capture;

/** The bounds on memory for segments that wait, shared by all streams of a table. */
final class BufferBudget {
  private final int perStream;
  private final long inAll;
  private long used;

  BufferBudget(int perStream, long inAll) {
    this.perStream = perStream;
    this.inAll = inAll;
  }

  /**
   * Takes memory for a stream.
   *
   * @param held what the stream holds already
   * @return whether the bounds allow it
   */
  boolean take(long held, long more) {
    if (held + more > perStream || used + more > inAll) {
      return false;
    }
    used += more;
    return true;
  }

  void release(long bytes) {
    used -= bytes;
  }

  long used() {
    return used;
  }
}
