package io.entroprint.cli;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.capture.Tunnel;
import io.entroprint.stream.StreamObserver;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** How one capture is read: packet by packet into a flow table, with the user's limits. */
final class CaptureScan {
  private static final int MOST_STREAMS = 1 << 26;

  private final Optional<Set<Tunnel>> tunnels;
  private final OptionalInt maxStreams;

  private CaptureScan(Optional<Set<Tunnel>> tunnels, OptionalInt maxStreams) {
    this.tunnels = tunnels;
    this.maxStreams = maxStreams;
  }

  static Options options(Options options) {
    return options
        .value("--tunnels", "LIST", "look inside tunnels: " + all() + "; or all, or none")
        .value("--max-streams", "N", "follow at most so many streams at a time");
  }

  static CaptureScan of(Arguments arguments) throws UsageException {
    Optional<String> list = arguments.value("--tunnels");
    return new CaptureScan(
        list.isPresent() ? Optional.of(tunnels(list.get())) : Optional.empty(),
        arguments.has("--max-streams")
            ? OptionalInt.of(arguments.count("--max-streams", 1, MOST_STREAMS))
            : OptionalInt.empty());
  }

  private static Set<Tunnel> tunnels(String list) throws UsageException {
    if (list.equals("all")) {
      return EnumSet.allOf(Tunnel.class);
    }
    Set<Tunnel> chosen = EnumSet.noneOf(Tunnel.class);
    for (String name : list.equals("none") ? new String[0] : list.split(",", -1)) {
      try {
        chosen.add(Tunnel.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
      } catch (IllegalArgumentException e) {
        throw new UsageException("--tunnels knows " + all() + ", all and none, not '" + name + "'");
      }
    }
    return chosen;
  }

  private static String all() {
    StringBuilder names = new StringBuilder();
    for (Tunnel tunnel : Tunnel.values()) {
      names.append(names.isEmpty() ? "" : ", ");
      names.append(tunnel.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    return names.toString();
  }

  /**
   * Reads a capture to its end. When it cannot be read so far, the streams that are open end first,
   * so that nothing seen is lost; then the exception is thrown.
   *
   * @param streams makes the observers of its streams
   */
  void read(CaptureFile file, StreamObserver.Factory streams) throws IOException {
    FlowTable.Builder limits = FlowTable.builder(streams);
    tunnels.ifPresent(limits::tunnels);
    maxStreams.ifPresent(limits::maxStreams);
    try (CaptureReader reader = CaptureReader.open(file.path());
        FlowTable table = limits.build()) {
      table.acceptAll(reader);
    }
  }
}
