package io.entroprint.cli.live;

import io.entroprint.cli.base.Table;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.stream.Classified;
import io.entroprint.cli.stream.LabelCounts;
import io.entroprint.cli.stream.VerdictTable;
import io.entroprint.envelope.Alarm;
import io.entroprint.output.AsyncOutput;
import io.entroprint.output.EveFormat;
import io.entroprint.output.LineOutput;
import io.entroprint.output.SyslogOutput;
import io.entroprint.output.SyslogSender;
import io.entroprint.output.VerdictFormat;
import io.entroprint.sensor.Sensor;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.sensor.VerdictOutput;
import io.entroprint.text.PrintableText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where {@code monitor} writes verdicts and alarms. Each output has a thread and a queue of its
 * own: one that fails or hangs, such as a server that does not answer, holds up neither the capture
 * nor the others. Used by one thread.
 */
final class MonitorOutputs implements AutoCloseable {
  private final Terminal terminal;
  private final Sensor.Builder sensor;
  private final List<AsyncOutput> all = new ArrayList<>();
  private final List<Consumer<Alarm>> alarmOutputs = new ArrayList<>();
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

  private AsyncOutput start(AsyncOutput.Builder builder) {
    AsyncOutput output = builder.reports(terminal::problem).start();
    all.add(output);
    sensor.output(output);
    return output;
  }

  /** A table for people, on the terminal. */
  void table() throws IOException {
    Table table = VerdictTable.create();
    StringBuilder headings = new StringBuilder();
    table.headings(headings);
    terminal.print(headings);
    terminal.out().flush();
    AsyncOutput out = onTerminal(event -> row(table, event));
    alarmOutputs.add(
        alarm ->
            out.run(() -> toTerminal(() -> terminal.print(PrintableText.of(alarm.line()) + "\n"))));
  }

  private void row(Table table, VerdictEvent event) throws IOException {
    if (event.summary().isPresent()) {
      counts.add(event.verdict().labelOrDecision(), event.summary().get().bytes());
      StringBuilder row = new StringBuilder();
      VerdictTable.row(
          table,
          row,
          new Classified("", event.summary().get(), event.verdict(), event.decidedAt()));
      terminal.print(row);
    }
  }

  /** JSON, on the terminal. */
  void json(EveFormat format) {
    AsyncOutput out =
        onTerminal(
            event -> {
              StringBuilder line = new StringBuilder(1024);
              format.append(line, event);
              terminal.write(line);
            });
    alarmOutputs.add(
        alarm -> out.run(() -> toTerminal(() -> terminal.write(alarm.eveJson("") + "\n"))));
  }

  private AsyncOutput onTerminal(VerdictOutput output) {
    return start(
        AsyncOutput.builder("standard output", event -> toTerminal(() -> output.accept(event))));
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
  void eve(EveFormat format, Path file) throws IOException {
    OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    AsyncOutput output = start(AsyncOutput.builder(file.toString(), new LineOutput(format, out)));
    alarmOutputs.add(
        alarm ->
            output.run(
                () -> out.write((alarm.eveJson("") + "\n").getBytes(StandardCharsets.UTF_8))));
  }

  /** Verdicts as a table in a new file. */
  void lines(VerdictFormat format, Path file) throws IOException {
    LineOutput lines = new LineOutput(format, Files.newOutputStream(file));
    start(AsyncOutput.builder(file.toString(), lines));
  }

  /** Messages to a server. */
  void syslog(EveFormat format, SyslogSender sender) {
    AsyncOutput output =
        start(AsyncOutput.builder("syslog", new SyslogOutput(format, sender)).retry());
    alarmOutputs.add(alarm -> output.run(() -> sender.send(alarm.syslog())));
  }

  /** Tells all outputs of an alarm. */
  void alarm(Alarm alarm) {
    alarmOutputs.forEach(output -> output.accept(alarm));
  }

  /** How many events and alarms were lost, of all outputs together. */
  long lost() {
    return all.stream().mapToLong(AsyncOutput::lost).sum();
  }

  /** The sums below the table, once all is written. */
  void printCounts() throws IOException {
    counts.print(terminal);
  }

  /** Gives all outputs together the time of one to write what waits. */
  @Override
  public void close() {
    all.forEach(AsyncOutput::end);
    all.forEach(AsyncOutput::close);
  }
}
