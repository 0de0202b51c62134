package io.entroprint.cli.live;

import io.entroprint.capture.FlowTable;
import io.entroprint.capture.LiveCapture;
import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.ObserverPair;
import io.entroprint.cli.base.Problem;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.CaptureScan;
import io.entroprint.cli.option.CaptureStatistics;
import io.entroprint.cli.option.DecimalNumber;
import io.entroprint.cli.option.EnvelopeFiles;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.cli.option.MeasuredBytes;
import io.entroprint.cli.option.SyslogTarget;
import io.entroprint.cli.option.WholeNumber;
import io.entroprint.envelope.EnvelopeMonitor;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.LabelDefinition.Tool;
import io.entroprint.output.EveFormat;
import io.entroprint.output.SyslogSender;
import io.entroprint.output.VerdictFormat;
import io.entroprint.sensor.Sensor;
import io.entroprint.stream.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entroprint monitor}: what the streams of a network interface are, as they end. */
@CommandLine.Command(
    name = "monitor",
    description = {
      "Says what the streams of a network interface are, until Ctrl-C; needs libpcap."
    })
public final class MonitorCommand implements Command {

  @Option(
      names = {"-i", "--interface"},
      paramLabel = "IFACE",
      description = "The network interface, such as eth0; on Linux also any.")
  private String networkInterface;

  @Option(
      names = "--filter",
      paramLabel = "BPF",
      description = "Which packets to capture, as tcpdump takes it, such as 'tcp port 22'.")
  private String filter;

  @Option(
      names = "--buffer",
      paramLabel = "MIB",
      converter = WholeNumber.Mebibytes.class,
      description = "The kernel's buffer for packets, in MiB (default: 32).")
  private Integer bufferMebibytes;

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "Become this user once the interface and all files are open (needs root).")
  private String user;

  @Option(
      names = "--json",
      description =
          "Print a JSON object a line, in the manner of Suricata's EVE, instead of a table.")
  private boolean json;

  @Option(
      names = "--eve",
      paramLabel = "FILE",
      description = "Append a JSON object for each verdict to a file.")
  private Path eveFile;

  @Option(
      names = "--names",
      paramLabel = "TOOL",
      split = ",",
      description =
          "In JSON objects: write also what these programs call the label; some of zeek, suricata,"
              + " ndpi, wireshark.")
  private Set<Tool> names = Set.of();

  @Option(
      names = "--zeek",
      paramLabel = "FILE",
      description =
          "Write verdicts to a new file as Zeek writes its logs: columns, tabs between them.")
  private Path zeekFile;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write verdicts to a new file as CSV.")
  private Path csvFile;

  @Mixin private MeasuredBytes measured;
  @Mixin private SyslogTarget syslogTarget;

  @Option(
      names = "--precision",
      paramLabel = "P",
      converter = DecimalNumber.Share.class,
      description = {
        "Decide each label on as few bytes as it takes to be right in this share of cases, such"
            + " as 0.99, and tell at once; the table shows a stream when it has ended."
      })
  private Double precision;

  @Option(
      names = "--midstream",
      description =
          "Judge streams whose beginning was not captured, too, when they end; else undecided.")
  private boolean midstream;

  @Option(
      names = "--envelope",
      paramLabel = "FILE",
      description = {
        "Raise an alarm when a stream leaves the envelope in this file: a net-entropy protocol"
            + " specification, or a net-entropy configuration, whose interface, filter and user"
            + " count unless given here; may be repeated."
      })
  private List<Path> envelopeFiles = List.of();

  @Option(
      names = "--metrics",
      paramLabel = "HOST:PORT",
      description = {"Serve the numbers of this run to Prometheus:", "http://HOST:PORT/metrics."})
  private String metrics;

  @Option(
      names = "--health",
      paramLabel = "SECONDS",
      converter = WholeNumber.Seconds.class,
      defaultValue = "0",
      description = "Say on the error stream every so many seconds how it goes (default: never).")
  private int healthSeconds;

  @Option(
      names = "--once",
      description =
          "With --envelope: raise one alarm for each stream and range, and count the others.")
  private boolean once;

  @Mixin private LibraryChoice library;
  @Mixin private CaptureScan scan;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    EnvelopeFiles envelopes = EnvelopeFiles.read(envelopeFiles);
    String name =
        networkInterface != null ? networkInterface : envelopes.networkInterface().orElse("");
    if (name.isEmpty()) {
      throw new UsageException("give a network interface by -i");
    }
    Optional<SyslogSender> syslog = syslogTarget.open();
    Optional<InetSocketAddress> metricsPlace = MetricsServer.place(metrics);
    LiveCapture.Builder builder = LiveCapture.builder(name);
    builder.filter(filter != null ? filter : envelopes.filter().orElse(""));
    if (bufferMebibytes != null) {
      builder.bufferBytes(bufferMebibytes << 20);
    }
    FingerprintLibrary judging = library.read();
    Sensor.Builder sensor = Sensor.builder(judging).midstream(midstream).measured(measured.bytes());
    if (precision != null) {
      sensor.precision(precision);
    }
    EndOnSignal end = new EndOnSignal();
    int code = 1;
    try (LiveCapture capture = builder.open();
        MonitorOutputs outputs = new MonitorOutputs(terminal, sensor)) {
      open(outputs, syslog, name);
      Sensor built = sensor.build();
      try (Supervision supervision =
          new Supervision(terminal, name, built, outputs, judging.id(), library.place())) {
        MonitorLoop loop = new MonitorLoop(terminal, name, capture);
        supervision.of(loop);
        if (healthSeconds > 0) {
          loop.sayEvery(healthSeconds, supervision::health);
        }
        if (metricsPlace.isPresent()) {
          supervision.serve(metricsPlace.get());
        }
        become(envelopes);
        HangUp.run(supervision::hangUp);
        terminal.problem(name + ": listening, link type " + capture.linkType());
        code = watch(terminal, loop, built, outputs, envelopes, end);
      }
    } catch (IOException e) {
      if (!end.isWished()) {
        throw e;
      }
      terminal.problem(Problem.of(e));
    } finally {
      end.done(code);
    }
    return code;
  }

  private void open(MonitorOutputs outputs, Optional<SyslogSender> syslog, String name)
      throws UsageException, IOException {
    EveFormat eve = VerdictFormat.eve().ofInterface(name).withNames(names);
    if (precision != null) {
      eve = eve.withDecidedAt();
    }
    if (json) {
      outputs.json(eve);
    } else {
      outputs.table();
    }
    if (eveFile != null) {
      outputs.eve(eve, eveFile);
    }
    if (zeekFile != null) {
      outputs.lines(VerdictFormat.zeek(), zeekFile);
    }
    if (csvFile != null) {
      outputs.lines(VerdictFormat.csv(), csvFile);
    }
    if (syslog.isPresent()) {
      outputs.syslog(eve, syslog.get());
    }
  }

  private void become(EnvelopeFiles envelopes) throws IOException {
    Optional<String> wanted = user != null ? Optional.of(user) : envelopes.runtimeUser();
    if (wanted.isPresent()) {
      RuntimeUser.become(wanted.get());
    }
  }

  private int watch(
      Terminal terminal,
      MonitorLoop loop,
      Sensor sensor,
      MonitorOutputs outputs,
      EnvelopeFiles envelopes,
      EndOnSignal end)
      throws IOException {
    StreamObserver.Factory streams = sensor;
    EnvelopeMonitor alarms = null;
    if (!envelopes.specs().isEmpty()) {
      EnvelopeMonitor monitor =
          new EnvelopeMonitor(envelopes.specs(), envelopes.maxTrackSize(), outputs::alarm);
      if (once) {
        monitor.tellOnce();
      }
      alarms = monitor;
      streams = ObserverPair.of(monitor, sensor);
    }
    CaptureStatistics statistics = new CaptureStatistics();
    FlowTable table = scan.table(streams);
    try (table) {
      loop.run(table, () -> end.isWished() || outputs.failure().isPresent());
    } finally {
      // Also when the interface went away: what was seen is judged and said.
      statistics.add(table.counters(), loop.latestNanos());
      outputs.close();
      if (outputs.failure().isEmpty()) {
        outputs.printCounts();
        if (json) {
          terminal.write(statistics.json());
        }
        terminal.out().flush();
      }
    }
    if (outputs.failure().isPresent()) {
      throw outputs.failure().get();
    }
    terminal.problem(loop.lastWord());
    statistics.lines(scan.maxStreams()).forEach(terminal::problem);
    if (once && alarms != null) {
      terminal.problem(
          alarms.repeatedAlarms() + " more alarms of the same streams and ranges (--once)");
    }
    long lost = outputs.lost();
    if (lost > 0) {
      terminal.problem(lost + " events were lost, for an output did not take them");
    }
    return lost > 0 ? 1 : 0;
  }
}
