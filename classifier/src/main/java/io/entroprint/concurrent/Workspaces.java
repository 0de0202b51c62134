package io.entroprint.concurrent;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * Room to work in that is used again and again, so that nothing is allocated for a question. A few
 * are kept; who asks while none is left gets a new one. Thread-safe.
 */
public final class Workspaces<T> {
  /** For how many threads at a time. */
  private static final int MOST = 8;

  private final Supplier<T> maker;
  private final ArrayDeque<T> kept = new ArrayDeque<>(MOST);

  /** Workspaces as a maker makes them. */
  public Workspaces(Supplier<T> maker) {
    this.maker = maker;
  }

  /** One that nobody else has; what was left in it is anything. */
  public T take() {
    synchronized (kept) {
      if (!kept.isEmpty()) {
        return kept.pop();
      }
    }
    return maker.get();
  }

  /** Keeps one for others. One that is not given back is garbage, and another one made. */
  public void giveBack(T workspace) {
    synchronized (kept) {
      if (kept.size() < MOST) {
        kept.push(workspace);
      }
    }
  }
}
