package io.entroprint.example.ids;

import io.entroprint.library.Nature;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.stream.FlowKey;
import java.util.Optional;
import java.util.Set;

/**
 * Something encrypted to a service that is not in the inventory. Looked at when the stream has
 * ended: only then its nature is as clear as it gets.
 *
 * @param inventory the services that are known, such as {@code 192.0.2.2:443}
 */
record UnknownEncryptedService(Set<String> inventory) implements Rule {
  @Override
  public String name() {
    return "unknown-encrypted-service";
  }

  @Override
  public Optional<String> violation(VerdictEvent event) {
    String service = service(event.start().key());
    return event.kind() != VerdictEvent.Kind.FINAL
            || event.verdict().nature() != Nature.ENCRYPTED
            || inventory.contains(service)
        ? Optional.empty()
        : Optional.of("encrypted to " + service + ", label " + event.verdict().labelOrDecision());
  }

  private static String service(FlowKey key) {
    String address = key.server().toString();
    return (key.server().version() == 4 ? address : "[" + address + "]") + ":" + key.serverPort();
  }
}
