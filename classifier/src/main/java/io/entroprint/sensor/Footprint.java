package io.entroprint.sensor;

import io.entroprint.match.VerdictTracker;
import io.entroprint.stream.StreamMeter;

/** What the objects of a stream take, in bytes, on a 64-bit machine with compressed references. */
final class Footprint {
  private static final int STREAM = 40;
  private static final int METERED = 24;

  /** A start, its five-tuple and two addresses. */
  private static final int START = 40 + 32 + 2 * 32;

  /** A tracker, its checkpoints, the function that looks at them, and the classifier's supplier. */
  private static final int TRACKER = 64 + 32 + 16 + 16;

  private Footprint() {}

  static int of(StreamMeter meter, VerdictTracker tracker) {
    int bytes = STREAM + METERED + START + meter.estimatedFootprintBytes();
    return tracker == null ? bytes : bytes + TRACKER;
  }
}
