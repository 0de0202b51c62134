package io.entroprint.cli.option;

import io.entroprint.capture.FlowTable;
import io.entroprint.capture.Tunnel;
import io.entroprint.stream.StreamObserver;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What flow tables are made with: the user's limits. */
public final class CaptureScan {
  @Option(
      names = "--tunnels",
      paramLabel = "LIST",
      converter = TunnelList.class,
      description =
          "Look inside these tunnels only: some of gre, ip-in-ip, etherip, mpls-in-ip, l2tpv3 (these"
              + " five are the default), vxlan, vxlan-gpe, geneve, gtp-u, l2tp, teredo, tzsp,"
              + " mpls-in-udp; or all, or none. A UDP port besides the usual ones is added behind a"
              + " colon, such as vxlan:4790.")
  private Tunnels tunnels;

  @Option(
      names = "--max-streams",
      paramLabel = "N",
      converter = WholeNumber.Streams.class,
      description =
          "Follow at most so many streams at a time (default: "
              + FlowTable.DEFAULT_MAX_STREAMS
              + ").")
  private Integer maxStreams;

  @Option(
      names = "--max-streams-per-client",
      paramLabel = "N",
      converter = WholeNumber.Streams.class,
      description =
          "Where the table is full, end first the streams of a client that has more than so many"
              + " (default: a tenth of --max-streams).")
  private Integer maxStreamsPerClient;

  @Option(
      names = "--ignore-vlan",
      description =
          "Take packets under different VLAN tags for one stream if their addresses and ports are"
              + " the same.")
  private boolean ignoreVlan;

  /** The tunnels that are looked into; no collection, for one word may stand for several. */
  record Tunnels(Set<Tunnel> chosen, Map<Tunnel, Set<Integer>> ports) {}

  /** Reads a list of tunnels. */
  static final class TunnelList implements ITypeConverter<Tunnels> {
    private static final String NAMES =
        Arrays.stream(Tunnel.values()).map(Tunnel::id).collect(Collectors.joining(", "));

    @Override
    public Tunnels convert(String list) {
      if (list.equals("all")) {
        return new Tunnels(EnumSet.allOf(Tunnel.class), Map.of());
      }
      Set<Tunnel> chosen = EnumSet.noneOf(Tunnel.class);
      Map<Tunnel, Set<Integer>> ports = new EnumMap<>(Tunnel.class);
      for (String item : list.equals("none") ? new String[0] : list.split(",", -1)) {
        int colon = item.indexOf(':');
        Tunnel tunnel = tunnel(colon < 0 ? item : item.substring(0, colon));
        chosen.add(tunnel);
        if (colon >= 0) {
          ports
              .computeIfAbsent(tunnel, t -> new TreeSet<>())
              .add(port(tunnel, item.substring(colon + 1)));
        }
      }
      return new Tunnels(chosen, ports);
    }

    private static Tunnel tunnel(String name) {
      return Arrays.stream(Tunnel.values())
          .filter(tunnel -> tunnel.id().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "must be of " + NAMES + ", or all, or none, not '" + name + "'"));
    }

    private static int port(Tunnel tunnel, String text) {
      int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
      if (!tunnel.isOverUdp() || port < 1 || port > 65_535) {
        throw new TypeConversionException(
            tunnel.isOverUdp()
                ? "must have a UDP port from 1 to 65535 behind the colon, not '" + text + "'"
                : "must have no port for " + tunnel.id() + ", which is not over UDP");
      }
      return port;
    }
  }

  /** How many streams may be followed at a time. */
  public int maxStreams() {
    return maxStreams == null ? FlowTable.DEFAULT_MAX_STREAMS : maxStreams;
  }

  /** A flow table with the user's limits. */
  public FlowTable table(StreamObserver.Factory streams) {
    return table(streams, false);
  }

  /**
   * The same.
   *
   * @param keepProxyHeaders whether headers of the PROXY protocol are left in their streams
   */
  FlowTable table(StreamObserver.Factory streams, boolean keepProxyHeaders) {
    FlowTable.Builder limits = FlowTable.builder(streams).keepProxyHeaders(keepProxyHeaders);
    if (tunnels != null) {
      limits.tunnels(tunnels.chosen());
      tunnels
          .ports()
          .forEach((tunnel, ports) -> ports.forEach(port -> limits.tunnelPort(tunnel, port)));
    }
    limits.ignoreVlan(ignoreVlan).maxStreams(maxStreams());
    if (maxStreamsPerClient != null) {
      limits.maxStreamsPerClient(maxStreamsPerClient);
    }
    return limits.build();
  }
}
