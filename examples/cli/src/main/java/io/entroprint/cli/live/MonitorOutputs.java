package io.entroprint.cli.live;

import io.entroprint.cli.base.Problem;
import io.entroprint.cli.base.Table;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.stream.Classified;
import io.entroprint.cli.stream.LabelCounts;
import io.entroprint.cli.stream.VerdictTable;
import io.entroprint.envelope.Alarm;
import io.entroprint.output.AsyncOutput;
import io.entroprint.output.EveFormat;
import io.entroprint.output.SyslogOutput;
import io.entroprint.output.SyslogSender;
import io.entroprint.output.VerdictFormat;
import io.entroprint.sensor.Metric;
import io.entroprint.sensor.Sensor;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.sensor.VerdictOutput;
import io.entroprint.text.PrintableText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Where {@code monitor} writes verdicts and alarms. Each output has a thread and a queue of its
 * own: one that fails or hangs, such as a server that does not answer, holds up neither the capture
 * nor the others. Used by one thread; other threads may ask for {@link #metrics} and {@link
 * #reopen} once all outputs are there.
 */
final class MonitorOutputs implements AutoCloseable {
  private final Terminal terminal;
  private final Sensor.Builder sensor;
  private final Map<String, AsyncOutput> all = new LinkedHashMap<>();
  private final List<Consumer<Alarm>> alarmOutputs = new ArrayList<>();
  private final List<Runnable> reopenings = new ArrayList<>();
  private final LongAdder alarms = new LongAdder();
  private final LabelCounts counts = new LabelCounts();
  private volatile IOException failure;

  /**
   * Outputs, none yet.
   *
   * @param sensor is told of those for verdicts
   */
  MonitorOutputs(Terminal terminal, Sensor.Builder sensor) {
    this.terminal = terminal;
    this.sensor = sensor;
  }

  private AsyncOutput start(String name, VerdictOutput to) {
    return start(name, AsyncOutput.builder(name, to));
  }

  private AsyncOutput start(String name, AsyncOutput.Builder builder) {
    AsyncOutput output = builder.reports(terminal::problem).start();
    all.put(name, output);
    sensor.output(output);
    return output;
  }

  /** A table for people, on the terminal. */
  void table() throws IOException {
    Table table = VerdictTable.create(terminal.columns());
    terminal.print(table.headings());
    terminal.out().flush();
    AsyncOutput out = onTerminal(event -> row(table, event));
    alarmOutputs.add(
        alarm ->
            out.run(() -> toTerminal(() -> terminal.print(PrintableText.of(alarm.line()) + "\n"))));
  }

  private void row(Table table, VerdictEvent event) throws IOException {
    if (event.summary().isPresent()) {
      counts.add(event.verdict().labelOrDecision(), event.summary().get().bytes());
      terminal.print(
          VerdictTable.row(
              table,
              new Classified("", event.summary().get(), event.verdict(), event.decidedAt())));
    }
  }

  /** JSON, on the terminal. */
  void json(EveFormat format) {
    AsyncOutput out = onTerminal(event -> terminal.write(format.line(event)));
    alarmOutputs.add(alarm -> out.run(() -> toTerminal(() -> terminal.write(alarm.eveLine("")))));
  }

  private AsyncOutput onTerminal(VerdictOutput output) {
    return start("standard output", event -> toTerminal(() -> output.accept(event)));
  }

  private void toTerminal(AsyncOutput.Action action) throws IOException {
    try {
      action.run();
      terminal.out().flush();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** What went wrong with the terminal: nobody reads what it is all for. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  /** JSON, behind what is in a file. */
  void eve(EveFormat format, Path path) throws IOException {
    LogFile file = LogFile.append(path, format);
    AsyncOutput output = file(path, file);
    alarmOutputs.add(alarm -> output.run(() -> file.write(alarm.eveLine(""))));
  }

  /** Verdicts as a table in a new file. */
  void lines(VerdictFormat format, Path path) throws IOException {
    file(path, LogFile.create(path, format));
  }

  private AsyncOutput file(Path path, LogFile file) {
    AsyncOutput output = start(path.toString(), file);
    reopenings.add(() -> output.run(() -> reopen(path, file)));
    return output;
  }

  private void reopen(Path path, LogFile file) {
    try {
      file.reopen();
    } catch (IOException e) {
      terminal.problem("not opened again, the old file goes on: " + Problem.of(path.toString(), e));
    }
  }

  /** Opens files again by their names, behind what was told before. */
  void reopen() {
    reopenings.forEach(Runnable::run);
  }

  /** Messages to a server. */
  void syslog(EveFormat format, SyslogSender sender) {
    AsyncOutput output =
        start("syslog", AsyncOutput.builder("syslog", new SyslogOutput(format, sender)).retry());
    alarmOutputs.add(alarm -> output.run(() -> sender.send(alarm.syslog())));
  }

  /** Tells all outputs of an alarm. */
  void alarm(Alarm alarm) {
    alarms.increment();
    alarmOutputs.forEach(output -> output.accept(alarm));
  }

  /** How many events and alarms were lost, of all outputs together. */
  long lost() {
    return all.values().stream().mapToLong(AsyncOutput::lost).sum();
  }

  /** The numbers of the outputs. */
  List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    metrics.add(
        Metric.counter(
            "entroprint.alarms", "alarms of streams that left an envelope", alarms::sum));
    all.forEach(
        (name, output) -> {
          metrics.add(
              Metric.gauge("entroprint.outputs.waiting", "events that wait", output::waiting)
                  .tagged("output", name));
          metrics.add(
              Metric.counter("entroprint.outputs.lost", "events that were lost", output::lost)
                  .tagged("output", name));
        });
    return metrics;
  }

  /** The sums below the table, once all is written. */
  void printCounts() throws IOException {
    counts.print(terminal);
  }

  /** Gives all outputs together the time of one to write what waits. */
  @Override
  public void close() {
    all.values().forEach(AsyncOutput::end);
    all.values().forEach(AsyncOutput::close);
  }
}
