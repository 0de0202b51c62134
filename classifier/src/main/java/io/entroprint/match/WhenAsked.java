package io.entroprint.match;

import java.util.function.Supplier;

/**
 * Something that is made when it is first asked for, and then kept: a library knows of more labels
 * than most runs ever see. Thread-safe; it is made once.
 */
final class WhenAsked<T> implements Supplier<T> {
  private Supplier<T> maker;
  private volatile T made;

  WhenAsked(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    T known = made;
    return known != null ? known : make();
  }

  private synchronized T make() {
    if (made == null) {
      made = maker.get();
      // What it was made of may go.
      maker = null;
    }
    return made;
  }
}
