package io.entroprint.cli.live;

import io.entroprint.cli.base.Problem;
import io.entroprint.cli.base.UsageException;
import io.entroprint.sensor.Metric;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells Prometheus of numbers: {@code http://HOST:PORT/metrics}, in its text format or that of
 * OpenMetrics, whichever is asked for. Its threads are daemons.
 */
final class MetricsServer implements AutoCloseable {
  private static final Pattern PLACE =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:/\\[\\]]+):(\\d{1,5})");

  private final HTTPServer server;

  private MetricsServer(HTTPServer server) {
    this.server = server;
  }

  /**
   * Where {@code HOST:PORT} is; nowhere for null.
   *
   * @throws UsageException if that is none, or there is no such host
   */
  static Optional<InetSocketAddress> place(String text) throws UsageException {
    if (text == null) {
      return Optional.empty();
    }
    Matcher matcher = PLACE.matcher(text);
    int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : -1;
    if (port < 0 || port > 0xffff) {
      throw new UsageException("--metrics must be HOST:PORT, not '" + text + "'");
    }
    InetSocketAddress place = new InetSocketAddress(matcher.group(1), port);
    if (place.isUnresolved()) {
      throw new UsageException("--metrics: no such host: " + matcher.group(1));
    }
    return Optional.of(place);
  }

  /**
   * Serves from now on.
   *
   * @param metrics what there is at the moment; asked by threads of the server
   * @param facts texts: for each name its labels; asked as well
   * @throws IOException if the port cannot be had: one line
   */
  static MetricsServer start(
      InetSocketAddress place,
      Supplier<List<Metric>> metrics,
      Supplier<Map<String, Map<String, String>>> facts)
      throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(() -> snapshots(metrics.get(), facts.get()));
    try {
      return new MetricsServer(
          HTTPServer.builder()
              .inetAddress(place.getAddress())
              .port(place.getPort())
              .registry(registry)
              .buildAndStart());
    } catch (IOException e) {
      String where = place.getHostString() + ":" + place.getPort();
      throw new IOException("cannot serve metrics on " + where + ": " + Problem.of(e), e);
    }
  }

  /** The port; a free one was chosen where 0 was asked for. */
  int port() {
    return server.getPort();
  }

  private static MetricSnapshots snapshots(
      List<Metric> metrics, Map<String, Map<String, String>> facts) {
    Map<String, List<Metric>> families = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      families.computeIfAbsent(metric.name(), n -> new ArrayList<>()).add(metric);
    }
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    families.values().forEach(family -> all.metricSnapshot(snapshot(family)));
    facts.forEach(
        (name, labels) ->
            all.metricSnapshot(
                InfoSnapshot.builder()
                    .name(prometheusName(name))
                    .help("1; the labels say which")
                    .dataPoint(InfoDataPointSnapshot.builder().labels(labels(labels)).build())
                    .build()));
    return all.build();
  }

  private static MetricSnapshot snapshot(List<Metric> family) {
    Metric first = family.get(0);
    if (first.kind() == Metric.Kind.COUNTER) {
      CounterSnapshot.Builder counter =
          CounterSnapshot.builder().name(prometheusName(first.name())).help(first.description());
      for (Metric metric : family) {
        counter.dataPoint(
            CounterDataPointSnapshot.builder()
                .labels(labels(metric.tags()))
                .value((double) metric.value().getAsLong())
                .build());
      }
      return counter.build();
    }
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder().name(prometheusName(first.name())).help(first.description());
    for (Metric metric : family) {
      gauge.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(labels(metric.tags()))
              .value((double) metric.value().getAsLong())
              .build());
    }
    return gauge.build();
  }

  private static String prometheusName(String name) {
    return name.replace('.', '_');
  }

  private static Labels labels(Map<String, String> tags) {
    Labels.Builder labels = Labels.builder();
    tags.forEach(labels::label);
    return labels.build();
  }

  @Override
  public void close() {
    server.close();
  }
}
