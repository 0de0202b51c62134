package io.entroprint.label;

import io.entroprint.library.Label;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads labels from a Zeek {@code conn.log}, in its own tab-separated form with a header or as JSON
 * lines, plain or compressed by gzip. Of each connection {@code ts, id.orig_h, id.orig_p,
 * id.resp_h, id.resp_p, proto} and {@code service} are used; one without a service gives no label.
 *
 * <p>The names of services become labels. Those of ours are taken where they differ: {@code ssl} is
 * {@code tls} ({@code dtls} over UDP), {@code ssh} is {@code ssh-2} (the log does not tell the
 * version), {@code dns} over TCP is {@code dns-tcp}, {@code ftp} is {@code ftp-control}, {@code
 * krb*} is {@code kerberos}, {@code dce_rpc} is {@code dcerpc}, {@code rfb} is {@code vnc}, {@code
 * pgsql} is {@code postgresql}, {@code ike} and {@code ipsec} are {@code isakmp}, {@code nfs,
 * mount} and {@code portmapper} are {@code onc-rpc}; every other name stands for itself.
 *
 * <p>Of several services those that another one carries are passed over ({@code gssapi}, {@code
 * ntlm}, {@code dce_rpc} inside {@code smb}), and {@code ssl} beside one that began in plain text.
 * If more than one is left, the connection is reported and gives no label.
 *
 * <p>JSON is read with jackson-core, an optional dependency.
 *
 * @see <a href="https://docs.zeek.org/en/master/log-formats.html">the format</a>
 */
public final class ZeekConnLog {
  private final String capture;
  private final List<FlowLabel> labels = new ArrayList<>();
  private final Problems problems;

  private ZeekConnLog(Path file, String capture) {
    this.capture = capture;
    this.problems = new Problems("lines of " + file + " that are not as expected");
  }

  /**
   * Reads a log whose connections may be in any capture.
   *
   * @throws IOException as {@link #read(Path, String)}
   */
  public static LabelSource read(Path file) throws IOException {
    return read(file, FlowLabel.ANY_CAPTURE);
  }

  /**
   * Reads a log of one capture. A line that is broken becomes a problem that names the file and the
   * line; the others count.
   *
   * @param capture path of the capture, relative to the directory of captures
   * @throws IOException if the file can't be read or is no such log, or if it is JSON and
   *     jackson-core is missing
   */
  public static LabelSource read(Path file, String capture) throws IOException {
    ZeekConnLog log = new ZeekConnLog(file, capture);
    try (LogLines lines = LogLines.open(file, log.problems)) {
      String first = lines.next();
      while (first != null && first.isBlank()) {
        first = lines.next();
      }
      if (first != null && first.startsWith("{")) {
        log.readJson(first, lines, FlowFields.json(file));
      } else if (first != null && first.startsWith("#")) {
        log.readTable(first, lines);
      } else if (first != null) {
        throw new IOException(
            lines.place() + ": expected a Zeek log: a header that begins with '#', or JSON");
      }
    }
    return new LabelSource(log.labels, List.of(), log.problems.lines());
  }

  private void readJson(String first, LogLines lines, JsonFields json) throws IOException {
    for (String line = first; line != null; line = lines.next()) {
      if (!line.isBlank()) {
        try {
          add(new FlowFields(json.parse(line)), lines.place());
        } catch (IllegalArgumentException e) {
          problems.add(lines.place() + ": " + e.getMessage());
        }
      }
    }
  }

  private void readTable(String first, LogLines lines) throws IOException {
    ZeekTable table = new ZeekTable();
    for (String line = first; line != null; line = lines.next()) {
      boolean header = line.startsWith("#");
      try {
        if (header) {
          table.header(line);
        } else if (!line.isEmpty()) {
          add(table.row(line), lines.place());
        }
      } catch (IllegalArgumentException e) {
        problems.add(lines.place() + ": " + e.getMessage());
        if (header) {
          // The rows below it cannot be understood.
          return;
        }
      }
    }
  }

  private void add(FlowFields fields, String place) {
    Optional<Transport> transport = fields.transport("proto");
    Optional<String> service = fields.find("service").filter(s -> !s.isEmpty());
    if (transport.isEmpty() || service.isEmpty()) {
      return;
    }
    Set<Label> named = ServiceNames.labels(List.of(service.get().split(",")), transport.get());
    if (named.size() > 1) {
      problems.add(place + ": the services '" + service.get() + "' name no one protocol");
    }
    if (named.size() == 1) {
      labels.add(
          FlowFields.label(
              capture,
              fields.key(transport.get(), "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p"),
              fields.nanos("ts"),
              named.iterator().next(),
              place));
    }
  }
}
