package io.entroprint.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes down what it is told, and fails if that breaks the contract of {@link StreamObserver}.
 * Client to server is {@code >}, server to client is {@code <}.
 */
final class Recorder implements StreamObserver {
  final StreamStart start;
  final List<String> events = new ArrayList<>();
  StreamSummary summary;
  private final ByteArrayOutputStream[] bytes = {
    new ByteArrayOutputStream(), new ByteArrayOutputStream()
  };
  private final boolean[] hole = new boolean[2];

  Recorder(StreamStart start) {
    this.start = start;
  }

  private static String arrow(Direction direction) {
    return direction == Direction.TO_SERVER ? ">" : "<";
  }

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    assertNull(summary, "bytes after the end");
    assertFalse(hole[direction.ordinal()], "bytes behind an open hole");
    assertTrue(length > 0, "no bytes");
    bytes[direction.ordinal()].write(array, offset, length);
    events.add(arrow(direction) + new String(array, offset, length, ISO_8859_1));
  }

  @Override
  public void holeOpened(Direction direction, long timeNanos) {
    assertNull(summary, "a hole after the end");
    assertFalse(hole[direction.ordinal()], "a hole opened twice");
    hole[direction.ordinal()] = true;
    events.add(arrow(direction) + "[");
  }

  @Override
  public void holeFilled(Direction direction, long timeNanos) {
    assertTrue(hole[direction.ordinal()], "a hole filled that was not open");
    hole[direction.ordinal()] = false;
    events.add(arrow(direction) + "]");
  }

  @Override
  public void ended(StreamSummary ended) {
    assertNull(summary, "ended twice");
    summary = ended;
    assertTrue(
        ended.bytesToServer() == bytes[0].size() && ended.bytesToClient() == bytes[1].size());
    assertTrue(ended.gapToServer() == hole[0] && ended.gapToClient() == hole[1]);
  }

  boolean hole(Direction direction) {
    return hole[direction.ordinal()];
  }

  byte[] bytes(Direction direction) {
    return bytes[direction.ordinal()].toByteArray();
  }

  String text(Direction direction) {
    return bytes[direction.ordinal()].toString(ISO_8859_1);
  }

  /** All events in one line. */
  String story() {
    return String.join(" ", events);
  }
}
