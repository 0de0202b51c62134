package io.entroprint.capture;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * How packets are decoded.
 *
 * @param tunnels those that are entered
 * @param ports UDP ports on which a tunnel is expected besides its own
 * @param ignoreVlan whether packets under different VLAN tags belong to one stream
 */
record DecoderSettings(Set<Tunnel> tunnels, Map<Tunnel, Set<Integer>> ports, boolean ignoreVlan) {
  static final DecoderSettings DEFAULT = new DecoderSettings(Tunnel.DEFAULT, Map.of(), false);

  DecoderSettings {
    tunnels = Set.copyOf(tunnels);
    Map<Tunnel, Set<Integer>> copies = new EnumMap<>(Tunnel.class);
    ports.forEach((tunnel, more) -> copies.put(tunnel, Set.copyOf(more)));
    ports = Map.copyOf(copies);
  }
}
