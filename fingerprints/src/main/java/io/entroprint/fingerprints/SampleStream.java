package io.entroprint.fingerprints;

import io.entroprint.entropy.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.Transport;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A short session between two real programs, for the tests of a host: what it feeds to its sensor
 * should get this label.
 *
 * <pre>{@code
 * SensorStream stream = sensor.open(key, timeNanos);
 * SampleStream.of("ssh-2").feed(stream, timeNanos);
 * String label = stream.verdict().labelOrDecision(); // ssh-2
 * }</pre>
 *
 * <p>A host with sockets or messages of its own plays the {@link #turns}. There are two for most of
 * the labels that the example captures have, whole sessions of which the bundled library, which
 * knows them, says the label without doubt; they say nothing of how good it is. Immutable and
 * thread-safe.
 */
public final class SampleStream {
  private static final String RESOURCE = "samples.bin";

  private final String label;
  private final Transport transport;
  private final List<Turn> turns;

  /** What one side said at a time: a TCP segment or a UDP datagram. Immutable and thread-safe. */
  public static final class Turn {
    private final Direction direction;
    private final byte[] bytes;

    Turn(Direction direction, byte[] bytes) {
      this.direction = direction;
      this.bytes = bytes;
    }

    /** Who spoke: {@link Direction#TO_SERVER} is the client. */
    public Direction direction() {
      return direction;
    }

    /** What was said, as a new buffer over bytes that cannot be changed. */
    public ByteBuffer bytes() {
      return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }
  }

  SampleStream(String label, Transport transport, List<Turn> turns) {
    this.label = label;
    this.transport = transport;
    this.turns = List.copyOf(turns);
  }

  /** All of them, by their labels. */
  public static List<SampleStream> all() {
    return Loaded.ALL;
  }

  /** The labels of which there are any. */
  public static SortedSet<String> labels() {
    return Loaded.LABELS;
  }

  /**
   * The first of a label.
   *
   * @throws IllegalArgumentException if there is none; the message names the labels that there are
   */
  public static SampleStream of(String label) {
    return all().stream()
        .filter(sample -> sample.label.equals(label))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no sample of " + label + ", only " + labels()));
  }

  /** What it is. */
  public String label() {
    return label;
  }

  /** Whether its turns are parts of TCP streams or UDP datagrams. */
  public Transport transport() {
    return transport;
  }

  /** What was said, in the order of its arrival. */
  public List<Turn> turns() {
    return turns;
  }

  /**
   * Tells an observer, such as a stream of a sensor, of all bytes; does not end it.
   *
   * @param timeNanos when all of it is said to come, nanoseconds since 1970
   */
  public void feed(StreamObserver stream, long timeNanos) {
    for (Turn turn : turns) {
      stream.bytes(turn.direction, turn.bytes, 0, turn.bytes.length, timeNanos);
    }
  }

  /** The label, and how many bytes each side says. */
  @Override
  public String toString() {
    return label + ", " + length(Direction.TO_SERVER) + " + " + length(Direction.TO_CLIENT);
  }

  private int length(Direction from) {
    return turns.stream().filter(t -> t.direction == from).mapToInt(t -> t.bytes.length).sum();
  }

  /** Read when first asked for: a host that only judges never loads them. */
  private static final class Loaded {
    static final List<SampleStream> ALL = read();
    static final SortedSet<String> LABELS = labelsOf(ALL);

    private static SortedSet<String> labelsOf(List<SampleStream> all) {
      SortedSet<String> labels = new TreeSet<>();
      all.forEach(sample -> labels.add(sample.label));
      return Collections.unmodifiableSortedSet(labels);
    }

    private static List<SampleStream> read() {
      try (InputStream resource = SampleStream.class.getResourceAsStream(RESOURCE)) {
        DataInputStream in = new DataInputStream(resource);
        List<SampleStream> all = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
          String label = in.readUTF();
          Transport transport = Transport.valueOf(in.readUTF());
          List<Turn> turns = new ArrayList<>();
          for (int turnsLeft = in.readInt(); turnsLeft > 0; turnsLeft--) {
            Direction direction = in.readBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT;
            turns.add(new Turn(direction, in.readNBytes(in.readInt())));
          }
          all.add(new SampleStream(label, transport, turns));
        }
        return List.copyOf(all);
      } catch (IOException e) {
        throw new UncheckedIOException(RESOURCE + " of this artefact is not whole", e);
      }
    }
  }
}
