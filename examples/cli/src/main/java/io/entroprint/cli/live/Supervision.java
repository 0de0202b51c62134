package io.entroprint.cli.live;

import io.entroprint.cli.base.Problem;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.Version;
import io.entroprint.sensor.Metric;
import io.entroprint.sensor.Sensor;
import io.entroprint.sensor.SensorCounters;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What those who look after {@code monitor} see of it while it listens: metrics, a line on how it
 * goes, and a signal that has the library read and the files opened again.
 *
 * <p>Made and closed by one thread; {@link #hangUp} and the metrics are for others.
 */
final class Supervision implements AutoCloseable {
  private final Terminal terminal;
  private final String name;
  private final Sensor sensor;
  private final MonitorOutputs outputs;
  private final LabelTally labels = new LabelTally();

  /** Empty for the bundled library, of which there is no newer one while this program runs. */
  private final Optional<Path> libraryPlace;

  private volatile String libraryId;
  private volatile Optional<MonitorLoop> loop = Optional.empty();
  private Optional<MetricsServer> server = Optional.empty();

  /**
   * One that serves nothing yet.
   *
   * @param name the interface
   * @param libraryId name and version of the library that the sensor asks
   * @param libraryPlace where it came from, if from a file
   */
  Supervision(
      Terminal terminal,
      String name,
      Sensor sensor,
      MonitorOutputs outputs,
      String libraryId,
      Optional<Path> libraryPlace) {
    this.terminal = terminal;
    this.name = name;
    this.sensor = sensor;
    this.outputs = outputs;
    this.libraryPlace = libraryPlace;
    this.libraryId = libraryId;
    sensor.addOutput(labels);
  }

  /** Tells also of the numbers of the loop that reads the interface. */
  void of(MonitorLoop reading) {
    loop = Optional.of(reading);
  }

  /**
   * Serves metrics until it is closed.
   *
   * @throws IOException if the port cannot be had: one line
   */
  void serve(InetSocketAddress place) throws IOException {
    MetricsServer started = MetricsServer.start(place, this::metrics, this::facts);
    server = Optional.of(started);
    terminal.problem(
        name + ": metrics on http://" + place.getHostString() + ":" + started.port() + "/metrics");
  }

  /** All numbers, as they are now. */
  List<Metric> metrics() {
    List<Metric> all = new ArrayList<>(sensor.metrics());
    all.addAll(labels.metrics());
    all.addAll(outputs.metrics());
    loop.ifPresent(reading -> all.addAll(reading.metrics()));
    return all;
  }

  private Map<String, Map<String, String>> facts() {
    String id = libraryId;
    int at = id.lastIndexOf('@');
    return Map.of(
        "entroprint.build",
        Map.of("version", Version.text(), "interface", name),
        "entroprint.library",
        Map.of("name", id.substring(0, at), "version", id.substring(at + 1)));
  }

  /** How it goes, for people. */
  String health() {
    SensorCounters counters = sensor.counters();
    return counters.known()
        + counters.unknown()
        + counters.undecided()
        + " ended: "
        + counters.known()
        + " known, "
        + counters.unknown()
        + " unknown, "
        + counters.undecided()
        + " undecided; "
        + outputs.lost()
        + " events lost; library "
        + libraryId;
  }

  /** Opens the files again and reads the library again. What fails is said; the old one stays. */
  synchronized void hangUp() {
    outputs.reopen();
    if (libraryPlace.isEmpty()) {
      terminal.problem("files opened again; library " + libraryId + " is part of the program");
      return;
    }
    try {
      libraryId = sensor.reload(libraryPlace.get());
      terminal.problem("files opened again; library " + libraryId + " read again");
    } catch (IOException e) {
      terminal.problem("library " + libraryId + " stays: " + Problem.of(e));
    }
  }

  @Override
  public void close() {
    server.ifPresent(MetricsServer::close);
  }
}
