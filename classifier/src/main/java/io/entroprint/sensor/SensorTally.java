package io.entroprint.sensor;

import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Decision;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The running numbers behind {@link SensorCounters}. Thread-safe. */
final class SensorTally {
  final LongAdder opened = new LongAdder();
  final LongAdder decided = new LongAdder();
  final LongAdder changed = new LongAdder();
  final LongAdder outputFailures = new LongAdder();
  final LongAdder reloads = new LongAdder();
  final LongAdder reloadsRefused = new LongAdder();
  final LongAdder midstream = new LongAdder();
  final LongAdder gapped = new LongAdder();
  final Map<EndReason, LongAdder> ended = new EnumMap<>(EndReason.class);
  final Map<Decision, LongAdder> decisions = new EnumMap<>(Decision.class);

  SensorTally() {
    for (EndReason reason : EndReason.values()) {
      ended.put(reason, new LongAdder());
    }
    for (Decision decision : Decision.values()) {
      decisions.put(decision, new LongAdder());
    }
  }

  void ended(StreamSummary summary, Verdict verdict) {
    ended.get(summary.reason()).increment();
    decisions.get(verdict.decision()).increment();
    if (summary.start().midstream()) {
      midstream.increment();
    }
    if (summary.gap()) {
      gapped.increment();
    }
  }

  SensorCounters snapshot() {
    return new SensorCounters(this);
  }

  List<Metric> metrics() {
    List<Metric> all = new ArrayList<>();
    add(all, "streams.opened", "streams opened", opened);
    all.add(
        Metric.gauge(
            "entroprint.streams.open", "streams that have not ended", () -> snapshot().open()));
    ended.forEach(
        (reason, count) ->
            addTagged(all, "streams.ended", "streams ended", count, "reason", reason));
    decisions.forEach(
        (decision, count) ->
            addTagged(all, "verdicts", "last words on streams", count, "decision", decision));
    add(all, "streams.midstream", "streams ended whose start was not seen", midstream);
    add(all, "streams.gapped", "streams ended with a hole", gapped);
    add(
        all,
        "verdicts.decided",
        "labels decided with the wanted precision, before the end or by it",
        decided);
    add(all, "verdicts.changed", "decided labels that changed", changed);
    add(all, "outputs.failures", "events that an output did not take", outputFailures);
    add(all, "library.reloads", "exchanges of the library", reloads);
    add(all, "library.refused", "libraries that could not be used", reloadsRefused);
    return List.copyOf(all);
  }

  private static void add(List<Metric> all, String name, String description, LongAdder count) {
    all.add(Metric.counter("entroprint." + name, description, count::sum));
  }

  private static void addTagged(
      List<Metric> all, String name, String description, LongAdder count, String tag, Enum<?> of) {
    add(all, name, description, count);
    int last = all.size() - 1;
    all.set(last, all.get(last).tagged(tag, of.name().toLowerCase(Locale.ROOT)));
  }
}
