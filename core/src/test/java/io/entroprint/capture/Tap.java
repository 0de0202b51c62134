package io.entroprint.capture;

import io.entroprint.packets.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A {@link FlowTable} whose streams are recorded, fed with packets built by {@link Wire}. */
final class Tap {
  static final long SECOND = 1_000_000_000L;

  final List<Recorder> streams = new ArrayList<>();
  final FlowTable table;
  private final Packet packet = new Packet();
  private int linkType = 1;
  private long time = 1_000 * SECOND;

  Tap() {
    this(builder -> builder);
  }

  Tap(UnaryOperator<FlowTable.Builder> settings) {
    table =
        settings
            .apply(
                FlowTable.builder(
                    start -> {
                      Recorder recorder = new Recorder(start);
                      streams.add(recorder);
                      return recorder;
                    }))
            .build();
  }

  Tap linkType(int type) {
    linkType = type;
    return this;
  }

  /** Lets time pass, or go back. */
  Tap pause(long nanos) {
    time += nanos;
    return this;
  }

  Tap send(byte[] frame) {
    return send(frame, frame.length);
  }

  /** Sends a frame of which only the first bytes were captured. */
  Tap send(byte[] frame, int captured) {
    time += 1000;
    // Bytes around the packet that must not be looked at.
    byte[] around = Wire.join(new byte[7], frame, new byte[] {1, 2, 3});
    packet.set(time, linkType, around, 7, captured, frame.length);
    table.accept(packet);
    return this;
  }

  Tap close() {
    table.close();
    return this;
  }

  /** The only stream. */
  Recorder only() {
    if (streams.size() != 1) {
      throw new AssertionError(
          streams.size() + " streams: " + streams.stream().map(s -> s.start).toList());
    }
    return streams.get(0);
  }
}
