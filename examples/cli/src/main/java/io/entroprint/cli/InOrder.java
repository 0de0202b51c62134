package io.entroprint.cli;

import io.entroprint.stream.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Hands on what the streams of a capture gave in the order in which they began, though they end in
 * another. What a stream gave waits until all that began earlier have ended.
 *
 * @param <T> what a stream gives
 */
final class InOrder<T> implements StreamObserver.Factory {
  private final ArrayDeque<Recording> recordings = new ArrayDeque<>();
  private final Supplier<StreamRecorder<T>> recorders;
  private final Consumer<T> next;

  /** Makes a recorder for each stream, and hands what they give to {@code next}. */
  InOrder(Supplier<StreamRecorder<T>> recorders, Consumer<T> next) {
    this.recorders = recorders;
    this.next = next;
  }

  @Override
  public StreamObserver open(StreamStart start) {
    Recording recording = new Recording(recorders.get());
    recordings.add(recording);
    return recording;
  }

  private void handOn() {
    while (!recordings.isEmpty() && recordings.peek().result != null) {
      next.accept(recordings.remove().result);
    }
  }

  private final class Recording implements StreamObserver {
    private StreamRecorder<T> recorder;
    private T result;

    Recording(StreamRecorder<T> recorder) {
      this.recorder = recorder;
    }

    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
      recorder.bytes(direction, array, offset, length);
    }

    @Override
    public void holeOpened(Direction direction, long timeNanos) {
      recorder.holeOpened(direction);
    }

    @Override
    public void holeFilled(Direction direction, long timeNanos) {
      recorder.holeFilled(direction);
    }

    @Override
    public void ended(StreamSummary summary) {
      result = recorder.ended(summary);
      // While it waits for its turn, only what it gave takes memory.
      recorder = null;
      handOn();
    }
  }
}
