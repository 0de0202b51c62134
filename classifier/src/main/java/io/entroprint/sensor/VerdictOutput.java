package io.entroprint.sensor;

import java.io.IOException;

/**
 * Is told what becomes known of streams: the one interface between verdicts and whatever takes
 * them.
 *
 * <pre>{@code
 * VerdictOutput alerts = event -> queue.offer(event);
 * }</pre>
 *
 * <p>It is called by whichever thread feeds the stream, and so by several at once where several
 * feed streams; those of {@code io.entroprint.output} are thread-safe. The events of one stream
 * come one after another, in order. A call holds up the stream that it is about: an output that may
 * take long should hand the event, which is immutable, to a thread of its own: {@code AsyncOutput}
 * of that package does.
 */
@FunctionalInterface
public interface VerdictOutput {
  /**
   * Takes an event.
   *
   * @throws IOException if it cannot be passed on; it is then lost for this output
   */
  void accept(VerdictEvent event) throws IOException;

  /** The same output, told only the last word on each stream. */
  default VerdictOutput finalOnly() {
    return event -> {
      if (event.kind() == VerdictEvent.Kind.FINAL) {
        accept(event);
      }
    };
  }
}
