package io.entroprint.example.ids;

import io.entroprint.match.Verdict.Claim;
import io.entroprint.sensor.VerdictEvent;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Client software that is not on the list. Streams whose client software cannot be told pass, and
 * so does a product that is on the list where its version cannot be told.
 *
 * @param label the protocol that is looked at
 * @param allowed how the names of allowed software begin, such as {@code OpenSSH_}
 */
record ClientSoftware(String label, SortedSet<String> allowed) implements Rule {
  @Override
  public String name() {
    return "client-software";
  }

  @Override
  public Optional<String> violation(VerdictEvent event) {
    String client = event.verdict().client().map(Claim::value).orElse("");
    return event.kind() != VerdictEvent.Kind.FINAL
            || !event.verdict().labelOrDecision().equals(label)
            || client.isEmpty()
            || allowed.stream().anyMatch(name -> client.startsWith(name) || name.startsWith(client))
        ? Optional.empty()
        : Optional.of(label + " client " + client + ", allowed are " + allowed);
  }
}
