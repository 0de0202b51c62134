package io.entroprint.cli.envelope;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Counted;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.CaptureOptions;
import io.entroprint.cli.option.CaptureRun;
import io.entroprint.cli.option.SyslogTarget;
import io.entroprint.entropy.ByteCounts;
import io.entroprint.envelope.Alarm;
import io.entroprint.envelope.EnvelopeMonitor;
import io.entroprint.envelope.NetEntropyConfiguration;
import io.entroprint.envelope.ProtoSpec;
import io.entroprint.output.AsyncOutput;
import io.entroprint.output.SyslogOutput;
import io.entroprint.output.SyslogSender;
import io.entroprint.output.VerdictFormat;
import io.entroprint.text.PrintableText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entroprint envelope check}: alarms of streams that leave their envelope. */
@CommandLine.Command(
    name = "check",
    description = "Says which streams of captures leave a protocol's envelope of entropy.")
final class EnvelopeCheckCommand implements Command {
  /** How long reading waits for a server of syslog before alarms for it are lost, and counted. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Option(
      names = "--spec",
      paramLabel = "FILE",
      description = "Check against this net-entropy protocol specification; may be repeated.")
  private List<Path> specFiles = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Check against the specifications that this net-entropy configuration names.")
  private Path config;

  @Option(
      names = "--once",
      description =
          "Print one alarm for each stream and range, and count the others in the last line.")
  private boolean once;

  @Option(
      names = "--json",
      description = "Print a JSON object a line, in the manner of Suricata's EVE.")
  private boolean json;

  @Mixin private SyslogTarget syslogTarget;
  @Mixin private CaptureOptions captures;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    if (config == null && specFiles.isEmpty()) {
      throw new UsageException("give an envelope by --spec or --config");
    }
    List<ProtoSpec> specs = new ArrayList<>();
    int maxTrackSize = ByteCounts.LIMIT;
    if (config != null) {
      NetEntropyConfiguration read = NetEntropyConfiguration.read(config);
      specs.addAll(read.readProtoSpecs());
      maxTrackSize = read.maxTrackSize().orElse(maxTrackSize);
    }
    for (Path file : specFiles) {
      specs.add(ProtoSpec.read(file));
    }
    if (specs.isEmpty()) {
      throw new IOException(config + ": names no protocol specification");
    }
    Optional<SyslogSender> sender = syslogTarget.open();
    if (sender.isEmpty()) {
      return check(specs, maxTrackSize, null, terminal);
    }
    AsyncOutput syslog =
        AsyncOutput.builder("syslog", new SyslogOutput(VerdictFormat.eve(), sender.get()))
            .retry()
            .patience(PATIENCE)
            .reports(terminal::problem)
            .start();
    int code;
    try (syslog) {
      code = check(specs, maxTrackSize, new Alarms(syslog, sender.get()), terminal);
    }
    return syslog.lost() > 0 ? 1 : code;
  }

  /** Sends alarms on a thread of its own: a server that does not answer holds up nothing. */
  private record Alarms(AsyncOutput output, SyslogSender sender) {
    void send(Alarm alarm) {
      output.run(() -> sender.send(alarm.syslog()));
    }
  }

  /**
   * Checks the captures.
   *
   * @param syslog where alarms are sent too; {@code null} for nowhere
   */
  private int check(List<ProtoSpec> specs, int limit, Alarms syslog, Terminal terminal)
      throws UsageException, IOException {
    CaptureRun run = captures.run(terminal);
    AtomicLong watched = new AtomicLong();
    AtomicLong alarmed = new AtomicLong();
    AtomicLong repeated = new AtomicLong();
    int code =
        // Messages go out in the order of the captures, so with syslog one comes after another.
        (syslog == null ? run : run.oneByOne())
            .forEach(
                (input, out) -> {
                  Consumer<Alarm> print =
                      alarm -> {
                        if (json) {
                          out.write(alarm.eveLine(input.name()));
                        } else {
                          out.print(PrintableText.of(alarm.line()) + "\n");
                        }
                        if (syslog != null) {
                          syslog.send(alarm);
                        }
                      };
                  EnvelopeMonitor monitor = new EnvelopeMonitor(specs, limit, print);
                  if (once) {
                    monitor.tellOnce();
                  }
                  try {
                    input.read(monitor);
                  } finally {
                    watched.addAndGet(monitor.watchedStreams());
                    alarmed.addAndGet(monitor.alarmedStreams());
                    repeated.addAndGet(monitor.repeatedAlarms());
                  }
                });
    if (json) {
      run.printStatistics();
      if (once) {
        terminal.problem(alarmed + " of " + left(watched.get()) + more(repeated));
      }
    } else {
      String summary = "\n" + alarmed + " of " + left(watched.get()) + more(repeated) + "\n";
      terminal.print(summary);
    }
    return code;
  }

  private static String left(long watched) {
    return Counted.of(watched, "stream")
        + (watched == 1 ? " left its envelope" : " left their envelope");
  }

  private String more(AtomicLong repeated) {
    return once ? "; " + repeated + " more alarms of the same streams and ranges" : "";
  }
}
