package io.entroprint.capture;

/** Streams in the order of their last packet, so that the one to time out first is the oldest. */
final class FlowList {
  private final long idleNanos;
  private Flow oldest;
  private Flow newest;
  private int size;

  FlowList(long idleNanos) {
    this.idleNanos = idleNanos;
  }

  /** The stream whose last packet came before that of all others, or null. */
  Flow oldest() {
    return oldest;
  }

  /** The oldest stream if it has been silent for too long, or else null. */
  Flow oldestIdle(long now) {
    return oldest != null && isIdle(oldest, now) ? oldest : null;
  }

  int size() {
    return size;
  }

  /** Whether a stream of this list has been silent for too long. */
  boolean isIdle(Flow flow, long now) {
    long silence = now - flow.lastTime();
    return now > flow.lastTime() && (silence > idleNanos || silence < 0);
  }

  void append(Flow flow) {
    flow.list = this;
    size++;
    flow.older = newest;
    flow.newer = null;
    if (newest == null) {
      oldest = flow;
    } else {
      newest.newer = flow;
    }
    newest = flow;
  }

  void remove(Flow flow) {
    if (flow.older == null) {
      oldest = flow.newer;
    } else {
      flow.older.newer = flow.newer;
    }
    if (flow.newer == null) {
      newest = flow.older;
    } else {
      flow.newer.older = flow.older;
    }
    flow.older = null;
    flow.newer = null;
    flow.list = null;
    size--;
  }

  void moveToEnd(Flow flow) {
    if (newest != flow) {
      remove(flow);
      append(flow);
    }
  }
}
