package io.entroprint.capture;

import java.util.Set;

/**
 * How packets are decoded.
 *
 * @param tunnels those that are entered
 * @param ignoreVlan whether packets under different VLAN tags belong to one stream
 */
record DecoderSettings(Set<Tunnel> tunnels, boolean ignoreVlan) {
  static final DecoderSettings DEFAULT = new DecoderSettings(Tunnel.DEFAULT, false);

  DecoderSettings {
    tunnels = Set.copyOf(tunnels);
  }
}
