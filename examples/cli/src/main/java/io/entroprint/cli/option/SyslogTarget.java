package io.entroprint.cli.option;

import io.entroprint.cli.base.UsageException;
import io.entroprint.output.SyslogSender;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Where events are sent to: {@code [udp://]HOST:PORT} or {@code tcp://HOST:PORT}. */
public final class SyslogTarget {
  private static final Pattern TARGET =
      Pattern.compile("(udp|tcp)://(\\[[0-9a-fA-F:.]+]|[^:/\\[\\]]+)(?::(\\d{1,5}))?");
  private static final int SYSLOG_PORT = 514;

  @Option(
      names = "--syslog",
      paramLabel = "TARGET",
      description = {
        "Send verdicts and alarms (RFC 5424) to",
        "udp://HOST:PORT or tcp://HOST:PORT."
      })
  private String target;

  /** Where to send, if anywhere. */
  public Optional<SyslogSender> open() throws UsageException {
    if (target == null) {
      return Optional.empty();
    }
    boolean bare = target.contains(":") && !target.contains("://");
    Matcher matcher = TARGET.matcher(bare ? "udp://" + target : target);
    if (matcher.matches()) {
      int port = matcher.group(3) == null ? SYSLOG_PORT : Integer.parseInt(matcher.group(3));
      if (port >= 1 && port <= 0xffff) {
        InetSocketAddress server = new InetSocketAddress(matcher.group(2), port);
        if (server.isUnresolved()) {
          throw new UsageException("--syslog: no such host: " + matcher.group(2));
        }
        boolean tcp = matcher.group(1).equals("tcp");
        return Optional.of(
            tcp ? SyslogSender.tcp(server, hostName()) : SyslogSender.udp(server, hostName()));
      }
    }
    throw new UsageException(
        "--syslog must be udp://HOST:PORT or tcp://HOST:PORT, not '" + target + "'");
  }

  /** This machine's name, where it has one that syslog can take. */
  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return name.matches("[!-~]{1,255}") ? name : "";
    } catch (UnknownHostException e) {
      return "";
    }
  }
}
