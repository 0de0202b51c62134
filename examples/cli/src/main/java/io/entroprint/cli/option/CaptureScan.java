package io.entroprint.cli.option;

import io.entroprint.capture.FlowTable;
import io.entroprint.capture.Tunnel;
import io.entroprint.stream.StreamObserver;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What flow tables are made with: the user's limits. */
public final class CaptureScan {
  @Option(
      names = "--tunnels",
      paramLabel = "LIST",
      converter = TunnelList.class,
      description = "Look inside tunnels: gre, ip-in-ip, vxlan, gtp-u; or all, or none.")
  private Tunnels tunnels;

  @Option(
      names = "--max-streams",
      paramLabel = "N",
      converter = WholeNumber.Streams.class,
      description = "Follow at most so many streams at a time.")
  private Integer maxStreams;

  /** The tunnels that are looked into; no collection, for one word may stand for several. */
  record Tunnels(Set<Tunnel> chosen) {}

  /** Reads a list of tunnels. */
  static final class TunnelList implements ITypeConverter<Tunnels> {
    @Override
    public Tunnels convert(String list) {
      if (list.equals("all")) {
        return new Tunnels(EnumSet.allOf(Tunnel.class));
      }
      Set<Tunnel> chosen = EnumSet.noneOf(Tunnel.class);
      for (String name : list.equals("none") ? new String[0] : list.split(",", -1)) {
        try {
          chosen.add(Tunnel.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
        } catch (IllegalArgumentException e) {
          throw new TypeConversionException(
              "must be of gre, ip-in-ip, vxlan, gtp-u, or all, or none, not '" + name + "'");
        }
      }
      return new Tunnels(chosen);
    }
  }

  /** How many streams may be followed at a time. */
  public int maxStreams() {
    return maxStreams == null ? FlowTable.DEFAULT_MAX_STREAMS : maxStreams;
  }

  /** A flow table with the user's limits. */
  public FlowTable table(StreamObserver.Factory streams) {
    FlowTable.Builder limits = FlowTable.builder(streams);
    if (tunnels != null) {
      limits.tunnels(tunnels.chosen());
    }
    limits.maxStreams(maxStreams());
    return limits.build();
  }
}
