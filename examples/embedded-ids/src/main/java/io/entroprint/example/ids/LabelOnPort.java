package io.entroprint.example.ids;

import io.entroprint.sensor.VerdictEvent;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A protocol on a port where it has no business, such as ssh on a port that is not 22. Looked at as
 * soon as the label is decided.
 *
 * @param label the protocol
 * @param ports where it may be
 */
record LabelOnPort(String label, SortedSet<Integer> ports) implements Rule {
  @Override
  public String name() {
    return "label-on-port";
  }

  @Override
  public Optional<String> violation(VerdictEvent event) {
    // A label that was decided was looked at then.
    boolean seen = event.kind() == VerdictEvent.Kind.FINAL && event.decidedAt().isPresent();
    int port = event.start().key().serverPort();
    return seen || !event.verdict().labelOrDecision().equals(label) || ports.contains(port)
        ? Optional.empty()
        : Optional.of(label + " on port " + port + ", expected on " + ports);
  }
}
