package io.entroprint.label;

import io.entroprint.confidence.CheckpointedStream;
import io.entroprint.confidence.Checkpoints;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.View;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far the views of a stream had come at each of the {@link Checkpoints} that it reached, so
 * that it can be judged again as it was then. Immutable.
 */
public final class CheckpointReach {
  /** Of a stream of which nothing is known before its end. */
  public static final CheckpointReach UNKNOWN = new CheckpointReach(List.of());

  /** How many offsets each view reached, in the order of the views. */
  private record Reached(int both, int toServer, int toClient) {}

  private final List<Reached> checkpoints;

  private CheckpointReach(List<Reached> checkpoints) {
    this.checkpoints = List.copyOf(checkpoints);
  }

  /**
   * The growth of a stream that was measured elsewhere.
   *
   * @param reached what {@link #reached} gave there
   * @throws IllegalArgumentException if these are not three numbers a checkpoint
   */
  public static CheckpointReach of(int... reached) {
    if (reached.length % 3 != 0) {
      throw new IllegalArgumentException(reached.length + " numbers, not three a checkpoint");
    }
    List<Reached> checkpoints = new ArrayList<>();
    for (int i = 0; i < reached.length; i += 3) {
      checkpoints.add(new Reached(reached[i], reached[i + 1], reached[i + 2]));
    }
    return new CheckpointReach(checkpoints);
  }

  /**
   * Three numbers for each checkpoint that the stream reached, in order: how many offsets the
   * joined view, that to the server and that to the client had reached by then.
   */
  public int[] reached() {
    return checkpoints.stream()
        .flatMapToInt(c -> IntStream.of(c.both, c.toServer, c.toClient))
        .toArray();
  }

  /** How many checkpoints the stream reached. */
  public int checkpoints() {
    return checkpoints.size();
  }

  /** The evidence as it was at a checkpoint that the stream reached: unfinished. */
  public StreamEvidence at(int checkpoint, StreamEvidence whole) {
    Reached reached = checkpoints.get(checkpoint);
    return new StreamEvidence(
        whole.transport(),
        whole.vector().upTo(reached.both, reached.toServer, reached.toClient),
        whole.curve(),
        false,
        whole.midstream(),
        whole.oneDirection());
  }

  /** Notes the growth of a stream while it is measured. */
  static final class Recorder {
    private final List<Reached> checkpoints = new ArrayList<>();
    private final MeteredStream stream;

    Recorder(MeteredStream stream) {
      this.stream = stream;
    }

    CheckpointReach growth() {
      return new CheckpointReach(checkpoints);
    }

    StreamObserver observer() {
      return new CheckpointedStream(
          stream,
          Checkpoints.GRID,
          (metered, index, time) -> {
            EntropyVector vector = metered.meter().vector();
            checkpoints.add(
                new Reached(
                    vector.reached(View.BOTH),
                    vector.reached(View.TO_SERVER),
                    vector.reached(View.TO_CLIENT)));
          });
    }
  }
}
