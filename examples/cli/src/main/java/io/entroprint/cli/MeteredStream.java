package io.entroprint.cli;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.OffsetGrid;
import io.entroprint.stream.Direction;
import io.entroprint.stream.StreamMeter;
import io.entroprint.stream.StreamSummary;

/** A stream that has ended, with its entropy curve. */
record MeteredStream(StreamSummary summary, EntropyCurve curve) {

  /** Measures one stream. */
  static final class Recorder implements StreamRecorder<MeteredStream> {
    private final StreamMeter meter;

    Recorder(OffsetGrid offsets) {
      meter = new StreamMeter(FeatureDefinition.EV1, offsets);
    }

    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length) {
      meter.add(direction, array, offset, length);
    }

    @Override
    public void holeOpened(Direction direction) {
      meter.holeOpened(direction);
    }

    @Override
    public void holeFilled(Direction direction) {
      meter.holeFilled(direction);
    }

    @Override
    public MeteredStream ended(StreamSummary summary) {
      return new MeteredStream(summary, meter.curve());
    }
  }
}
