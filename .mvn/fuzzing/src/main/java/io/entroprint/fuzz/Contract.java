package io.entroprint.fuzz;

import io.entroprint.entropy.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Watches that the contract of {@link StreamObserver} is kept, and keeps the bytes. */
public final class Contract implements StreamObserver {
  private final ByteArrayOutputStream[] bytes = {
    new ByteArrayOutputStream(), new ByteArrayOutputStream()
  };
  private final boolean[] hole = new boolean[2];
  private StreamSummary summary;

  /** Watches all streams of a source. */
  public static final class OfAll implements Factory {
    private final List<Contract> all = new ArrayList<>();

    @Override
    public StreamObserver open(StreamStart start) {
      Contract contract = new Contract();
      all.add(contract);
      return contract;
    }

    /** Every stream has ended. */
    public void requireEnded() {
      for (Contract contract : all) {
        require(contract.summary != null, "a stream never ended");
      }
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    require(summary == null, "bytes after the end");
    require(!hole[direction.ordinal()], "bytes behind an open hole");
    require(length > 0, "no bytes");
    bytes[direction.ordinal()].write(array, offset, length);
  }

  @Override
  public void holeOpened(Direction direction, long timeNanos) {
    require(summary == null, "a hole after the end");
    require(!hole[direction.ordinal()], "a hole opened twice");
    hole[direction.ordinal()] = true;
  }

  @Override
  public void holeFilled(Direction direction, long timeNanos) {
    require(hole[direction.ordinal()], "a hole filled that was not open");
    hole[direction.ordinal()] = false;
  }

  @Override
  public void ended(StreamSummary ended) {
    require(summary == null, "ended twice");
    summary = ended;
    require(
        ended.bytesToServer() == bytes[0].size() && ended.bytesToClient() == bytes[1].size(),
        "the summary counts other bytes: " + ended);
    require(ended.gapToServer() == hole[0] && ended.gapToClient() == hole[1], "another gap");
  }

  /** Whether a hole is open. */
  public boolean hole(Direction direction) {
    return hole[direction.ordinal()];
  }

  /** What a direction brought so far. */
  public byte[] bytes(Direction direction) {
    return bytes[direction.ordinal()].toByteArray();
  }
}
