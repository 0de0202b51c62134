package io.entroprint.sensor;

import io.entroprint.match.Verdict.Decision;
import io.entroprint.stream.StreamSummary.EndReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What a {@link Sensor} counted up to one moment. Immutable. */
public final class SensorCounters {
  private final long opened;
  private final Map<EndReason, Long> ended = new EnumMap<>(EndReason.class);
  private final Map<Decision, Long> decisions = new EnumMap<>(Decision.class);
  private final long midstream;
  private final long gapped;
  private final long decided;
  private final long changed;
  private final long outputFailures;
  private final long reloads;
  private final long reloadsRefused;

  SensorCounters(SensorTally tally) {
    opened = tally.opened.sum();
    tally.ended.forEach((reason, count) -> ended.put(reason, count.sum()));
    tally.decisions.forEach((decision, count) -> decisions.put(decision, count.sum()));
    midstream = tally.midstream.sum();
    gapped = tally.gapped.sum();
    decided = tally.decided.sum();
    changed = tally.changed.sum();
    outputFailures = tally.outputFailures.sum();
    reloads = tally.reloads.sum();
    reloadsRefused = tally.reloadsRefused.sum();
  }

  /** Streams opened. */
  public long opened() {
    return opened;
  }

  /** Streams that have not ended. */
  public long open() {
    return opened - ended.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Streams that ended, by reason; every reason is a key. */
  public Map<EndReason, Long> ended() {
    return Collections.unmodifiableMap(ended);
  }

  /** Streams that ended with a label. */
  public long known() {
    return decisions.get(Decision.KNOWN);
  }

  /** Streams that ended without one, as no fingerprint was near enough. */
  public long unknown() {
    return decisions.get(Decision.UNKNOWN);
  }

  /** Streams that ended with too few bytes, or whose start was not seen. */
  public long undecided() {
    return decisions.get(Decision.UNDECIDED);
  }

  /** Streams that ended whose start was not seen. */
  public long midstream() {
    return midstream;
  }

  /** Streams that ended with a hole that was never filled. */
  public long gapped() {
    return gapped;
  }

  /** Streams whose label was decided by the wanted precision. */
  public long decided() {
    return decided;
  }

  /** How often a decided label changed. */
  public long changed() {
    return changed;
  }

  /** Events that an output did not take. */
  public long outputFailures() {
    return outputFailures;
  }

  /** How often the library was exchanged. */
  public long reloads() {
    return reloads;
  }

  /** How often that was tried with a library that could not be used. */
  public long reloadsRefused() {
    return reloadsRefused;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SensorCounters that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** All numbers, by name: what two are equal by. */
  @Override
  public String toString() {
    return "opened "
        + opened
        + ", ended "
        + ended
        + ", decisions "
        + decisions
        + ", midstream "
        + midstream
        + ", gapped "
        + gapped
        + ", decided "
        + decided
        + ", changed "
        + changed
        + ", output failures "
        + outputFailures
        + ", reloads "
        + reloads
        + ", reloads refused "
        + reloadsRefused;
  }
}
