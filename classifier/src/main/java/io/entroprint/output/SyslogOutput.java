package io.entroprint.output;

import io.entroprint.sensor.VerdictEvent;
import io.entroprint.sensor.VerdictOutput;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * Sends events to a syslog server, each as one message with the line of a format as its text and
 * {@code DECIDED}, {@code CHANGED} or {@code FINAL} as its MSGID. The severity is informational;
 * for a label that changed, notice. Thread-safe; a call takes as long as the network does.
 */
public final class SyslogOutput implements VerdictOutput, Closeable {
  private final VerdictFormat format;
  private final SyslogSender sender;

  /**
   * An output by a sender, which is closed with it and serves nothing else meanwhile.
   *
   * @param format of the text; its header is not sent
   */
  public SyslogOutput(VerdictFormat format, SyslogSender sender) {
    this.format = Objects.requireNonNull(format);
    this.sender = Objects.requireNonNull(sender);
  }

  @Override
  public void accept(VerdictEvent event) throws IOException {
    byte[] line = format.line(event);
    int end = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
    boolean changed = event.kind() == VerdictEvent.Kind.CHANGED;
    SyslogSender.Message message =
        new SyslogSender.Message(
            changed
                ? SyslogSender.Message.Severity.NOTICE
                : SyslogSender.Message.Severity.INFORMATIONAL,
            event.timeNanos(),
            event.kind().name().toUpperCase(Locale.ROOT),
            new String(line, 0, end, StandardCharsets.UTF_8));
    synchronized (sender) {
      sender.send(message);
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (sender) {
      sender.close();
    }
  }
}
