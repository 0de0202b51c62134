package io.entroprint.cli.live;

import io.entroprint.sensor.Metric;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.sensor.VerdictOutput;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many streams ended with each label. There are no more entries than the libraries that were
 * asked have labels. Thread-safe.
 */
final class LabelTally implements VerdictOutput {
  private record Key(Transport transport, String label) {}

  private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

  @Override
  public void accept(VerdictEvent event) {
    if (event.summary().isPresent() && event.verdict().label().isPresent()) {
      Key key = new Key(event.start().key().transport(), event.verdict().labelOrDecision());
      counts.computeIfAbsent(key, k -> new LongAdder()).increment();
    }
  }

  /** A counter for each label that came so far. */
  List<Metric> metrics() {
    List<Metric> all = new ArrayList<>();
    counts.forEach(
        (key, count) ->
            all.add(
                Metric.counter(
                        "entroprint.verdicts.label", "streams that ended with a label", count::sum)
                    .tagged("label", key.label())
                    .tagged("proto", key.transport().name().toLowerCase(Locale.ROOT))));
    return all;
  }
}
