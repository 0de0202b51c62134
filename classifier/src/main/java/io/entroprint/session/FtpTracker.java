package io.entroprint.session;

import io.entroprint.session.FtpReplies.Endpoint;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.Transport;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads the control channels of FTP, on any port, and links data channels to them.
 *
 * <p>Open every stream of a source with it; the observer that it gives answers once the stream has
 * ended. Of control channels only the endpoints that they name and the names of files are kept, and
 * both no longer than needed; other streams are let go after their first line. At most 4,096
 * endpoints are awaited, each for ten minutes. Not thread-safe: one tracker for one source.
 */
public final class FtpTracker implements StreamObserver.Factory {
  private static final int MOST_AWAITED = 4096;
  private static final long PATIENCE_NANOS = 600_000_000_000L;
  private static final int FIRST_FREE_PORT = 1024;

  private final Map<Endpoint, FtpAnnouncement> awaited = new LinkedHashMap<>();
  private final Set<FlowKey> encryptedControls = new LinkedHashSet<>();

  /** A tracker that has seen nothing. */
  public FtpTracker() {}

  @Override
  public FtpStream open(StreamStart start) {
    if (start.key().transport() != Transport.TCP) {
      return new FtpStream(this, start, null);
    }
    return new FtpStream(this, start, announcementOf(start));
  }

  /** A control channel named an endpoint. */
  void await(Endpoint endpoint, FtpAnnouncement announcement) {
    awaited.remove(endpoint);
    awaited.put(endpoint, announcement);
    Iterator<FtpAnnouncement> oldest = awaited.values().iterator();
    while (oldest.hasNext()) {
      FtpAnnouncement first = oldest.next();
      boolean late = announcement.timeNanos() - first.timeNanos() > PATIENCE_NANOS;
      if (!late && awaited.size() <= MOST_AWAITED) {
        break;
      }
      oldest.remove();
    }
  }

  /** A control channel became encrypted. */
  void encrypted(FlowKey control) {
    encryptedControls.remove(control);
    encryptedControls.add(control);
    if (encryptedControls.size() > MOST_AWAITED) {
      encryptedControls.remove(encryptedControls.iterator().next());
    }
  }

  /** A control channel ended. */
  void ended(FlowKey control) {
    encryptedControls.remove(control);
  }

  private FtpAnnouncement announcementOf(StreamStart start) {
    FlowKey key = start.key();
    FtpAnnouncement found = take(new Endpoint(key.server(), key.serverPort()), start);
    if (found == null && start.midstream()) {
      // Without the SYN the client is a guess.
      found = take(new Endpoint(key.client(), key.clientPort()), start);
    }
    return found == null ? assumed(key, start.startNanos()) : found;
  }

  private FtpAnnouncement take(Endpoint endpoint, StreamStart start) {
    FtpAnnouncement found = awaited.get(endpoint);
    if (found == null || !found.isBetween(start.key().client(), start.key().server())) {
      return null;
    }
    awaited.remove(endpoint);
    return start.startNanos() - found.timeNanos() > PATIENCE_NANOS ? null : found;
  }

  private FtpAnnouncement assumed(FlowKey key, long timeNanos) {
    if (key.clientPort() < FIRST_FREE_PORT && !isActive(key)) {
      return null;
    }
    // Of several the newest: an older one may only look open, its end not captured.
    FlowKey newest = null;
    for (FlowKey control : encryptedControls) {
      boolean same = control.client().equals(key.client()) && control.server().equals(key.server());
      boolean turned =
          control.client().equals(key.server()) && control.server().equals(key.client());
      boolean passive = same && key.serverPort() != control.serverPort();
      if ((passive || (turned && isActive(key))) && key.serverPort() >= FIRST_FREE_PORT) {
        newest = control;
      }
    }
    return newest == null ? null : FtpAnnouncement.assumed(newest, timeNanos);
  }

  /** Whether the opener uses the port from which FTP servers open data channels. */
  private static boolean isActive(FlowKey key) {
    return key.clientPort() == 20 || key.clientPort() == 989;
  }
}
