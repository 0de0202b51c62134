package io.entroprint.example.ids;

import io.entroprint.sensor.VerdictEvent;
import java.util.Optional;

/** What a verdict must not be. Immutable: several threads ask. */
interface Rule {
  /** The name that alerts carry. */
  String name();

  /** What is wrong with a stream, if anything is. */
  Optional<String> violation(VerdictEvent event);
}
