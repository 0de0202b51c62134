package io.entroprint.cli;

import io.entroprint.entropy.ByteCounts;
import io.entroprint.envelope.Alarm;
import io.entroprint.envelope.EnvelopeMonitor;
import io.entroprint.envelope.NetEntropyConfiguration;
import io.entroprint.envelope.ProtoSpec;
import io.entroprint.envelope.SyslogSender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** {@code entroprint envelope check}: alarms of streams that leave their envelope. */
final class EnvelopeCheckCommand implements Command {

  @Override
  public String summary() {
    return "Says which streams of captures leave a protocol's envelope of entropy.";
  }

  @Override
  public Options options() {
    return SyslogTarget.options(
        CaptureRun.options()
            .values("--spec", "FILE", "a net-entropy protocol specification; may be repeated")
            .value("--config", "FILE", "a net-entropy configuration that names some")
            .flag("--json", "one JSON object a line, in the manner of Suricata's EVE"));
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    List<ProtoSpec> specs = new ArrayList<>();
    int maxTrackSize = ByteCounts.LIMIT;
    Optional<Path> config = arguments.path("--config");
    if (config.isPresent()) {
      NetEntropyConfiguration read = NetEntropyConfiguration.read(config.get());
      specs.addAll(read.readProtoSpecs());
      maxTrackSize = read.maxTrackSize().orElse(maxTrackSize);
    }
    for (String spec : arguments.values("--spec")) {
      specs.add(ProtoSpec.read(Arguments.toPath(spec)));
    }
    if (specs.isEmpty()) {
      throw new UsageException("give an envelope by --spec or --config");
    }
    CaptureScan scan = CaptureScan.of(arguments);
    CaptureRun captures = CaptureRun.of(arguments, terminal);
    Optional<SyslogSender> syslog = SyslogTarget.of(arguments);
    AtomicLong watched = new AtomicLong();
    AtomicLong alarmed = new AtomicLong();
    int limit = maxTrackSize;
    boolean json = arguments.has("--json");
    int code =
        // Messages go out in the order of the captures, so with syslog one comes after another.
        (syslog.isPresent() ? captures.oneByOne() : captures)
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
      sender.send(alarm);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
