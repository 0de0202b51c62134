package io.entroprint.label;

import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads labels from the flow records of a Suricata EVE log ({@code eve.json}, plain or compressed
 * by gzip): the objects with {@code event_type} {@code flow}. Of these {@code proto, src_ip,
 * src_port, dest_ip, dest_port, flow.start} and {@code app_proto} are used; an {@code app_proto}
 * that is absent or {@code failed} is no label. The names become labels as in {@link ZeekConnLog}.
 *
 * <p>JSON is read with jackson-core, an optional dependency.
 *
 * @see <a href="https://docs.suricata.io/en/latest/output/eve/eve-json-format.html">the format</a>
 */
public final class EveFlows {
  private EveFlows() {}

  /**
   * Reads a log whose flows may be in any capture.
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
   * @throws IOException if the file can't be read, or jackson-core is missing
   */
  public static LabelSource read(Path file, String capture) throws IOException {
    List<FlowLabel> labels = new ArrayList<>();
    Problems problems = new Problems("lines of " + file + " that are not as expected");
    JsonFields json = FlowFields.json(file);
    try (LogLines lines = LogLines.open(file, problems)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        try {
          if (!line.isBlank()) {
            label(json.parse(line), capture, lines.place()).ifPresent(labels::add);
          }
        } catch (IllegalArgumentException e) {
          problems.add(lines.place() + ": " + e.getMessage());
        }
      }
    }
    return new LabelSource(labels, List.of(), problems.lines());
  }

  private static Optional<FlowLabel> label(
      Map<String, String> object, String capture, String place) {
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
