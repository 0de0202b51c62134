package io.entroprint.cli;

import io.entroprint.entropy.ByteCounts;
import io.entroprint.envelope.Alarm;
import io.entroprint.envelope.EnvelopeMonitor;
import io.entroprint.envelope.NetEntropyConfiguration;
import io.entroprint.envelope.ProtoSpec;
import io.entroprint.output.SyslogSender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    description = "Says which streams of captures leave a protocol's envelope of entropy.%n")
final class EnvelopeCheckCommand implements Command {

  @Mixin private CaptureOptions captures;
  @Mixin private SyslogTarget syslogTarget;

  @Option(
      names = "--spec",
      paramLabel = "FILE",
      description = "A net-entropy protocol specification; may be repeated.")
  private List<Path> specFiles = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A net-entropy configuration that names some.")
  private Path config;

  @Option(
      names = "--json",
      description = "One JSON object a line, in the manner of Suricata's EVE.")
  private boolean json;

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
    CaptureScan scan = captures.scan();
    CaptureRun run = captures.run(terminal);
    Optional<SyslogSender> syslog = syslogTarget.open();
    AtomicLong watched = new AtomicLong();
    AtomicLong alarmed = new AtomicLong();
    int limit = maxTrackSize;
    int code =
        // Messages go out in the order of the captures, so with syslog one comes after another.
        (syslog.isPresent() ? run.oneByOne() : run)
            .forEach(
                (index, file, out) -> {
                  Consumer<Alarm> print =
                      alarm -> {
                        out.text().append(json ? alarm.eveJson(file.name()) : alarm.line());
                        out.text().append('\n');
                        out.flushIfLarge();
                        syslog.ifPresent(sender -> send(sender, alarm));
                      };
                  EnvelopeMonitor monitor = new EnvelopeMonitor(specs, limit, print);
                  try {
                    scan.read(file, monitor);
                  } finally {
                    watched.addAndGet(monitor.watchedStreams());
                    alarmed.addAndGet(monitor.alarmedStreams());
                  }
                });
    if (syslog.isPresent()) {
      syslog.get().close();
    }
    if (!json) {
      String summary = "\n" + alarmed + " of " + watched + " streams left their envelope\n";
      terminal.out().write(summary.getBytes(StandardCharsets.UTF_8));
    }
    return code;
  }

  private static void send(SyslogSender sender, Alarm alarm) {
    try {
      sender.send(alarm.syslog());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
