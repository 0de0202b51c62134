package io.entroprint.cli.session;

import io.entroprint.label.FlowLabel;
import io.entroprint.label.LabelSource;
import io.entroprint.library.Label;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.StreamSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code labels.csv} says of streams, found by their ends and start, where one is given, in
 * any capture.
 */
public final class GivenLabels {
  private static final long NANOS_PER_MICRO = 1000;

  /** Of a label without a start, which means all streams of its five-tuple. */
  private static final long ANY_TIME = Long.MIN_VALUE;

  private record Spot(FlowKey key, long micros) implements Comparable<Spot> {
    @Override
    public int compareTo(Spot other) {
      int order = key.compareTo(other.key);
      return order != 0 ? order : Long.compare(micros, other.micros);
    }
  }

  private final Map<Spot, FlowLabel> labels = new HashMap<>();

  private GivenLabels() {}

  /** Knows nothing. */
  public static GivenLabels none() {
    return new GivenLabels();
  }

  /** Reads a file. */
  public static GivenLabels read(Path csv) throws IOException {
    GivenLabels given = new GivenLabels();
    for (FlowLabel label : LabelSource.csv(csv).flows()) {
      Spot spot =
          label.startNanos().isPresent()
              ? spot(label.key(), label.startNanos().getAsLong())
              : new Spot(label.key(), ANY_TIME);
      given.labels.putIfAbsent(spot, label);
    }
    return given;
  }

  private static Spot spot(FlowKey key, long startNanos) {
    return new Spot(key, Math.floorDiv(startNanos, NANOS_PER_MICRO));
  }

  public boolean isEmpty() {
    return labels.isEmpty();
  }

  public Optional<FlowLabel> of(StreamSummary stream) {
    FlowKey key = stream.start().key();
    FlowLabel exact = labels.get(spot(key, stream.start().startNanos()));
    return Optional.ofNullable(exact != null ? exact : labels.get(new Spot(key, ANY_TIME)));
  }

  /** The name of a stream's label; empty if none was given. */
  public String name(StreamSummary stream) {
    return of(stream).flatMap(FlowLabel::label).map(Label::name).orElse("");
  }
}
