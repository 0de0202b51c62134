package io.entroprint.example.ids;

import io.entroprint.sensor.Metric;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Binds numbers to a registry of Micrometer, which hands them to whatever the host reports to.
 *
 * <pre>{@code
 * new SensorMeters(sensor.metrics()).bindTo(registry);
 * }</pre>
 *
 * <p>The registry reads them when it reports; nothing is counted twice. A flow table serves one
 * thread: give {@code Metric.of(() -> published)}, where that thread publishes its counters now and
 * then.
 */
public final class SensorMeters implements MeterBinder {
  private final List<Metric> metrics;

  /** Those of a sensor, or of a flow table; one with a tag of its own where there are several. */
  public SensorMeters(List<Metric> metrics) {
    this.metrics = List.copyOf(metrics);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Metric metric : metrics) {
      List<Tag> tags =
          metric.tags().entrySet().stream().map(t -> Tag.of(t.getKey(), t.getValue())).toList();
      // A meter holds the object that it asks weakly, and its function for good: so the function
      // has
      // the metric, and the object is one that lives as long as there is somebody to ask.
      ToDoubleFunction<MeterRegistry> number = r -> (double) metric.value().getAsLong();
      switch (metric.kind()) {
        case COUNTER ->
            FunctionCounter.builder(metric.name(), registry, number)
                .tags(tags)
                .description(metric.description())
                .register(registry);
        case GAUGE ->
            Gauge.builder(metric.name(), registry, number)
                .tags(tags)
                .description(metric.description())
                .register(registry);
      }
    }
  }
}
