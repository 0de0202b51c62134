package io.entroprint.label;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.stream.ForwardingObserver;
import io.entroprint.stream.StreamObserver;
import java.util.List;
import java.util.Locale;

/** What a capture that begins too late lacks of a TCP connection. */
public enum LateStart {
  /**
   * The handshake alone: the first byte that is seen is the first there was, but nobody says so.
   */
  HANDSHAKE,
  /** The first packet with payload, too. */
  FIRST_PACKET,
  /** The first 1,024 bytes, both directions together, too. */
  FIRST_KIB;

  private static final int KIB = 1024;

  /** The name in reports: lower case, words joined by hyphens. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Measures a stream as it would look to captures that begin late. Not thread-safe. */
  static final class Recorder extends ForwardingObserver {
    private final StreamObserver whole;
    private final StreamMeter withoutPacket = new StreamMeter(FeatureDefinition.CURRENT);
    private final StreamMeter withoutKib = new StreamMeter(FeatureDefinition.CURRENT);
    private boolean begun;
    private int lacking = KIB;

    /**
     * A recorder beside an observer of the whole stream.
     *
     * @param whole is told everything
     */
    Recorder(StreamObserver whole) {
      this.whole = whole;
    }

    /** Of {@link #FIRST_PACKET} and {@link #FIRST_KIB}, in this order. */
    List<EntropyVector> vectors() {
      return List.of(withoutPacket.vector(), withoutKib.vector());
    }

    @Override
    protected StreamObserver delegate() {
      return whole;
    }

    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
      super.bytes(direction, array, offset, length, timeNanos);
      if (begun) {
        withoutPacket.add(direction, array, offset, length);
      }
      begun = true;
      int skip = Math.min(lacking, length);
      lacking -= skip;
      if (skip < length) {
        withoutKib.add(direction, array, offset + skip, length - skip);
      }
    }

    @Override
    public void holeOpened(Direction direction, long timeNanos) {
      super.holeOpened(direction, timeNanos);
      withoutPacket.holeOpened(direction);
      withoutKib.holeOpened(direction);
    }

    @Override
    public void holeFilled(Direction direction, long timeNanos) {
      super.holeFilled(direction, timeNanos);
      withoutPacket.holeFilled(direction);
      withoutKib.holeFilled(direction);
    }
  }
}
