package io.entroprint.capture;

import io.entroprint.stream.StreamStart.Orientation;

/**
 * Which side of a stream is the client where no handshake says so. Mostly it is the sender of the
 * first packet; but where that has a well-known port (RFC 6335: below 1024) and the other side one
 * of those that systems give to clients, an answer was captured first.
 */
final class Orientations {
  private static final int WELL_KNOWN = 1024;

  /** The first of the ports that Linux gives to clients; others begin higher. */
  private static final int EPHEMERAL = 32_768;

  /** The one that active FTP opens data connections from. */
  private static final int FTP_DATA = 20;

  /** {@link Orientation#PORTS} if the server sent the first packet, as far as ports can tell. */
  Orientation of(Flow flow) {
    return isFromServer(flow) ? Orientation.PORTS : Orientation.FIRST_PACKET;
  }

  boolean isFromServer(Flow flow) {
    int source = flow.port(flow.firstFromLower());
    int destination = flow.port(!flow.firstFromLower());
    return source < WELL_KNOWN && source != FTP_DATA && destination >= EPHEMERAL;
  }
}
