package io.entroprint.stream;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.stream.StreamStart.Beginning;
import java.util.Optional;

/**
 * What is known of a stream when a verdict is asked for. Immutable.
 *
 * @param transport fingerprints of the other transport are not compared
 * @param vector the measures so far
 * @param curve the byte entropy so far, for the nature
 * @param finished nothing more will be measured: the stream has ended without a hole, or the
 *     measured limit is reached
 * @param beginning whether its first byte is the first that was sent; if not, its offsets mean
 *     nothing
 * @param oneDirection only one direction was captured
 * @param outsideOf the tunnel that its datagrams are for certain the outside of; see {@link
 *     StreamStart#outsideOf}
 */
public record StreamEvidence(
    Transport transport,
    EntropyVector vector,
    EntropyCurve curve,
    boolean finished,
    Beginning beginning,
    boolean oneDirection,
    Optional<String> outsideOf) {

  /**
   * A stream that is not the outside of a tunnel.
   *
   * @param midstream nobody knows whether its first byte is the first that was sent
   */
  public StreamEvidence(
      Transport transport,
      EntropyVector vector,
      EntropyCurve curve,
      boolean finished,
      boolean midstream,
      boolean oneDirection) {
    this(
        transport,
        vector,
        curve,
        finished,
        midstream ? Beginning.MISSING : Beginning.SEEN,
        oneDirection,
        Optional.empty());
  }

  /** A stream that still goes on, seen from its start in both directions. */
  public static StreamEvidence of(Transport transport, StreamMeter meter) {
    return new StreamEvidence(
        transport, meter.vector(), meter.curve(), meter.isFull(), false, false);
  }

  /**
   * A stream that a source has ended. An answer whose question was not captured is compared as what
   * was said first, as libraries are made of streams whose client is the first to send.
   */
  public static StreamEvidence of(StreamSummary summary, StreamMeter meter) {
    boolean answerAlone =
        summary.start().orientation() == StreamStart.Orientation.PORTS
            && summary.bytesToServer() == 0;
    return new StreamEvidence(
        summary.start().key().transport(),
        answerAlone ? meter.vector().reversed() : meter.vector(),
        meter.curve(),
        meter.isFull() || summary.isWhole(),
        summary.start().beginning(),
        summary.oneDirection(),
        summary.start().outsideOf());
  }

  /** A stream as it stands: as it was ended, or else still going on, seen in both directions. */
  public static StreamEvidence of(MeteredStream stream) {
    StreamMeter meter = stream.meter();
    return stream
        .summary()
        .map(summary -> of(summary, meter))
        .orElseGet(
            () ->
                new StreamEvidence(
                    stream.start().key().transport(),
                    meter.vector(),
                    meter.curve(),
                    meter.isFull(),
                    stream.start().beginning(),
                    false,
                    stream.start().outsideOf()));
  }

  /** The same, now that nothing more will come. */
  public StreamEvidence ended() {
    return new StreamEvidence(transport, vector, curve, true, beginning, oneDirection, outsideOf);
  }

  /** The same, but nobody knows whether its first byte is the first that was sent. */
  public StreamEvidence withoutBeginning() {
    return new StreamEvidence(
        transport, vector, curve, finished, Beginning.MISSING, oneDirection, outsideOf);
  }

  /** Nobody knows whether its first byte is the first that was sent. */
  public boolean midstream() {
    return beginning == Beginning.MISSING;
  }
}
