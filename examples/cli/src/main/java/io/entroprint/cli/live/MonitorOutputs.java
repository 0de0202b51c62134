package io.entroprint.cli.live;

import io.entroprint.cli.base.Problem;
import io.entroprint.cli.base.Table;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.stream.Classified;
import io.entroprint.cli.stream.LabelCounts;
import io.entroprint.cli.stream.VerdictTable;
import io.entroprint.envelope.Alarm;
import io.entroprint.output.EveFormat;
import io.entroprint.output.LineOutput;
import io.entroprint.output.SyslogOutput;
import io.entroprint.output.SyslogSender;
import io.entroprint.output.VerdictFormat;
import io.entroprint.sensor.Sensor;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.text.PrintableText;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where {@code monitor} writes verdicts and alarms. One that fails, such as a server that is down,
 * loses an event, not the others'. One thread.
 */
final class MonitorOutputs implements Closeable {

  /** Takes an alarm. */
  private interface AlarmOutput {
    void accept(Alarm alarm) throws IOException;
  }

  private final Terminal terminal;
  private final Sensor.Builder sensor;
  private final List<AlarmOutput> alarmOutputs = new ArrayList<>();
  private final Deque<Closeable> open = new ArrayDeque<>();
  private final LabelCounts counts = new LabelCounts();
  private long lostAlarms;

  /**
   * Outputs, none yet.
   *
   * @param sensor is told of those for verdicts
   */
  MonitorOutputs(Terminal terminal, Sensor.Builder sensor) {
    this.terminal = terminal;
    this.sensor = sensor;
  }

  /** A table for people, on the terminal. */
  void table() throws IOException {
    Table table = VerdictTable.create();
    StringBuilder headings = new StringBuilder();
    table.headings(headings);
    print(headings);
    sensor.output(event -> row(table, event));
    alarmOutputs.add(
        alarm -> print(new StringBuilder(PrintableText.of(alarm.line())).append('\n')));
  }

  private void row(Table table, VerdictEvent event) throws IOException {
    if (event.summary().isPresent()) {
      counts.add(event.verdict().labelOrDecision(), event.summary().get().bytes());
      StringBuilder row = new StringBuilder();
      VerdictTable.row(
          table,
          row,
          new Classified("", event.summary().get(), event.verdict(), event.decidedAt()));
      print(row);
    }
  }

  private void print(StringBuilder text) throws IOException {
    terminal.print(text);
  }

  /** JSON, on the terminal. */
  void json(EveFormat format) {
    eve(format, terminal.out());
  }

  /** JSON, behind what is in a file. */
  void eve(EveFormat format, Path file) throws IOException {
    OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    open.add(out);
    eve(format, out);
  }

  private void eve(EveFormat format, OutputStream out) {
    sensor.output(
        event -> {
          StringBuilder line = new StringBuilder(1024);
          format.append(line, event);
          out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        });
    alarmOutputs.add(
        alarm -> out.write((alarm.eveJson("") + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  /** Verdicts as a table in a new file. */
  void lines(VerdictFormat format, Path file) throws IOException {
    LineOutput lines = new LineOutput(format, Files.newOutputStream(file));
    open.add(lines);
    sensor.output(lines);
  }

  /** Messages to a server: verdicts by one sender, alarms by the other. */
  void syslog(EveFormat format, SyslogSender verdicts, SyslogSender alarms) {
    SyslogOutput output = new SyslogOutput(format, verdicts);
    open.add(output);
    open.add(alarms);
    sensor.output(output);
    alarmOutputs.add(alarm -> alarms.send(alarm.syslog()));
  }

  /** Tells all outputs of an alarm. */
  void alarm(Alarm alarm) {
    for (AlarmOutput output : alarmOutputs) {
      try {
        output.accept(alarm);
      } catch (IOException e) {
        if (lostAlarms++ == 0) {
          terminal.problem("an alarm is lost: " + Problem.of(e));
        }
      }
    }
  }

  long lostAlarms() {
    return lostAlarms;
  }

  /** The sums below the table. */
  void printCounts() throws IOException {
    counts.print(terminal);
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    while (!open.isEmpty()) {
      try {
        open.removeLast().close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
