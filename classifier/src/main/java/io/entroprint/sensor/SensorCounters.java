package io.entroprint.sensor;

import io.entroprint.stream.StreamSummary.EndReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a {@link Sensor} counted up to one moment.
 *
 * @param opened streams opened
 * @param ended streams that ended, by reason; every reason is a key
 * @param known those of them that got a label
 * @param unknown those for which no fingerprint was near enough
 * @param undecided those with too few bytes, or whose start was not seen
 * @param midstream those whose start was not seen
 * @param gapped those with a hole that was never filled
 * @param decided streams whose label was decided by the wanted precision
 * @param changed how often a decided label changed
 * @param outputFailures events that an output did not take
 * @param reloads how often the library was exchanged
 * @param reloadsRefused how often that was tried with a library that could not be used
 */
public record SensorCounters(
    long opened,
    Map<EndReason, Long> ended,
    long known,
    long unknown,
    long undecided,
    long midstream,
    long gapped,
    long decided,
    long changed,
    long outputFailures,
    long reloads,
    long reloadsRefused) {

  /** Copies the map. */
  public SensorCounters {
    ended = Collections.unmodifiableMap(new EnumMap<>(ended));
  }

  /** Streams that have not ended. */
  public long open() {
    return opened - ended.values().stream().mapToLong(Long::longValue).sum();
  }
}
