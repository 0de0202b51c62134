package io.entroprint.label;

import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads flow records as {@link LabelSource#eveFlows(Path)} says. */
final class EveFlows {
  private EveFlows() {}

  /**
   * Reads a log. A line that is broken becomes a problem that names the file and the line; the
   * others count.
   *
   * @param capture path of the capture, relative to the directory of captures; empty if they may be
   *     in any
   * @throws IOException if the file can't be read, or jackson-core is missing
   */
  static LabelSource read(Path file, Optional<String> capture) throws IOException {
    List<FlowLabel> labels = new ArrayList<>();
    Problems problems = new Problems("lines of " + file + " that are not as expected");
    JsonFields json = FlowFields.json(file);
    try (LogLines lines = LogLines.open(file, problems)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        try {
          if (!line.isBlank()) {
            refuseZeek(line.startsWith("#"), lines);
            Map<String, String> object = json.parse(line);
            refuseZeek(object.containsKey("id.orig_h"), lines);
            label(object, capture, lines.place()).ifPresent(labels::add);
          }
        } catch (IllegalArgumentException e) {
          problems.add(lines.place() + ": " + e.getMessage());
        }
      }
    }
    return new LabelSource(labels, List.of(), problems.lines());
  }

  private static void refuseZeek(boolean isZeek, LogLines lines) throws IOException {
    if (isZeek) {
      throw new IOException(
          lines.place()
              + ": expected an event of Suricata's EVE, found a Zeek log, which is read with"
              + " --zeek");
    }
  }

  private static Optional<FlowLabel> label(
      Map<String, String> object, Optional<String> capture, String place) {
    String protocol = object.getOrDefault("app_proto", "failed");
    if (!"flow".equals(object.get("event_type")) || protocol.equals("failed")) {
      return Optional.empty();
    }
    FlowFields fields = new FlowFields(object);
    Optional<Transport> transport = fields.transport("proto");
    return transport.map(
        t ->
            FlowFields.label(
                capture,
                fields.key(t, "src_ip", "src_port", "dest_ip", "dest_port"),
                fields.nanos("flow.start"),
                ServiceNames.label(protocol, t),
                place));
  }
}
