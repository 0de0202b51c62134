package io.entroprint.match;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;

/**
 * Which part of two vectors is compared.
 *
 * @param both the joined view, and with it the direction entropies
 * @param toServer the view of what the client sent
 * @param toClient the view of what the server sent
 * @param offsets how many offsets of each view, from the first
 */
record Scope(boolean both, boolean toServer, boolean toClient, int offsets) {

  /** Everything. */
  static final Scope ALL = new Scope(true, true, true, Integer.MAX_VALUE);

  /** One direction's view alone. */
  static Scope only(View view) {
    return new Scope(
        view == View.BOTH, view == View.TO_SERVER, view == View.TO_CLIENT, Integer.MAX_VALUE);
  }

  /** The same views, up to an offset in bytes. */
  Scope upTo(FeatureDefinition definition, int bytes) {
    return new Scope(both, toServer, toClient, definition.offsets().reachedBy(bytes));
  }

  int reach(View view, int reached) {
    boolean compared =
        switch (view) {
          case BOTH -> both;
          case TO_SERVER -> toServer;
          case TO_CLIENT -> toClient;
        };
    return compared ? Math.min(reached, offsets) : 0;
  }
}
