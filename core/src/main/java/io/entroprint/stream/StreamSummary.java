package io.entroprint.stream;

/**
 * What is known of a stream once it has ended.
 *
 * @param start its beginning
 * @param endNanos time of its last packet, nanoseconds since 1970
 * @param packetsToServer packets from the client, those without payload included
 * @param packetsToClient packets from the server, those without payload included
 * @param bytesToServer reassembled payload bytes from the client, each counted once
 * @param bytesToClient reassembled payload bytes from the server, each counted once
 * @param gapToServer a hole in what the client sent was never filled; bytes after it are not
 *     counted
 * @param gapToClient the same for what the server sent
 * @param oneDirection of a TCP connection only one direction's packets were captured
 * @param reason why it ended
 */
public record StreamSummary(
    StreamStart start,
    long endNanos,
    long packetsToServer,
    long packetsToClient,
    long bytesToServer,
    long bytesToClient,
    boolean gapToServer,
    boolean gapToClient,
    boolean oneDirection,
    EndReason reason) {

  /** Whether either direction has a hole that was never filled. */
  public boolean gap() {
    return gapToServer || gapToClient;
  }

  /** Reassembled payload bytes of both directions. */
  public long bytes() {
    return bytesToServer + bytesToClient;
  }

  /** Why a stream ended. */
  public enum EndReason {
    /** Both directions were closed by FIN. */
    FIN,
    /** Reset by RST. */
    RST,
    /** No packet for longer than the idle time. */
    IDLE,
    /** A new connection began on the same five-tuple. */
    REPLACED,
    /** The table held its largest number of streams, and this was the least recently used. */
    EVICTED,
    /** The capture or the host ended. */
    CLOSED
  }
}
