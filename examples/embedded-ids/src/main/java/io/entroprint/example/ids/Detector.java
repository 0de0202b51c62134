package io.entroprint.example.ids;

import io.entroprint.entropy.Direction;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.sensor.Sensor;
import io.entroprint.sensor.SensorCounters;
import io.entroprint.sensor.SensorStream;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Judges streams on several threads of its own and raises alerts. All that happens on one stream is
 * done by one thread, which the five-tuple chooses: so there is nothing to lock.
 *
 * <p>Streams are opened and fed by one thread, here that of a flow table. It waits where a worker
 * does not keep up.
 */
final class Detector implements StreamObserver.Factory, AutoCloseable {
  private final Sensor sensor;
  private final List<Rule> rules;
  private final Consumer<Alert> alerts;
  private final List<Worker> workers;

  /**
   * A detector whose threads run until it is closed.
   *
   * @param threads how many, at least 1
   * @param alerts takes alerts; called by all of the threads
   */
  Detector(FingerprintLibrary library, List<Rule> rules, int threads, Consumer<Alert> alerts) {
    this.rules = List.copyOf(rules);
    this.alerts = alerts;
    sensor = Sensor.builder(library).precision(0.99).output(this::look).build();
    workers = IntStream.range(0, threads).mapToObj(i -> new Worker("detector-" + i)).toList();
  }

  private void look(VerdictEvent event) {
    for (Rule rule : rules) {
      rule.violation(event)
          .map(what -> new Alert(event.start(), event.timeNanos(), rule.name(), what))
          .ifPresent(alerts);
    }
  }

  @Override
  public StreamObserver open(StreamStart start) {
    Worker worker = workers.get(Math.floorMod(start.key().hashCode(), workers.size()));
    return new Lane(sensor.open(start), worker);
  }

  SensorCounters counters() {
    return sensor.counters();
  }

  /** Waits until all that was fed is judged, and ends the threads. */
  @Override
  public void close() {
    for (Worker worker : workers) {
      worker.finish();
    }
  }

  /** Hands what happens on a stream to its worker. */
  private record Lane(SensorStream stream, Worker worker) implements StreamObserver {
    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
      // The array is the source's own, and will hold other bytes when the worker comes to it.
      byte[] copy = Arrays.copyOfRange(array, offset, offset + length);
      worker.add(() -> stream.bytes(direction, copy, 0, length, timeNanos));
    }

    @Override
    public void holeOpened(Direction direction, long timeNanos) {
      worker.add(() -> stream.holeOpened(direction, timeNanos));
    }

    @Override
    public void holeFilled(Direction direction, long timeNanos) {
      worker.add(() -> stream.holeFilled(direction, timeNanos));
    }

    @Override
    public void ended(StreamSummary summary) {
      worker.add(() -> stream.ended(summary));
    }
  }
}
