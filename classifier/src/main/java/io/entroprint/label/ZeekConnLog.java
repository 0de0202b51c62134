package io.entroprint.label;

import io.entroprint.library.Label;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads logs of connections as {@link LabelSource#zeekConnLog(Path)} says. */
final class ZeekConnLog {
  private final Optional<String> capture;
  private final List<FlowLabel> labels = new ArrayList<>();
  private final Problems problems;

  private ZeekConnLog(Path file, Optional<String> capture) {
    this.capture = capture;
    this.problems = new Problems("lines of " + file + " that are not as expected");
  }

  /**
   * Reads a log. A line that is broken becomes a problem that names the file and the line; the
   * others count.
   *
   * @param capture path of the capture, relative to the directory of captures; empty if they may be
   *     in any
   * @throws IOException if the file can't be read or is no such log, or if it is JSON and
   *     jackson-core is missing
   */
  static LabelSource read(Path file, Optional<String> capture) throws IOException {
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
          Map<String, String> object = json.parse(line);
          if (object.containsKey("event_type") && !object.containsKey("id.orig_h")) {
            throw new IOException(
                lines.place()
                    + ": expected a connection of a Zeek log, found an event of Suricata's EVE,"
                    + " whose flow records are read with --eve");
          }
          add(new FlowFields(object), lines.place());
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
