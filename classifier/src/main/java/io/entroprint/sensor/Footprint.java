package io.entroprint.sensor;

import io.entroprint.capture.ProxyHeaders;
import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Claim;
import io.entroprint.match.VerdictTracker;
import io.entroprint.stream.MeteredStream;
import java.util.Optional;

/** What the objects of a stream take, in bytes, on a 64-bit machine with compressed references. */
final class Footprint {
  private static final int STREAM = 56;
  private static final int METERED = 24;

  /** A start, its five-tuple and two addresses. */
  private static final int START = 48 + 32 + 2 * 32;

  private static final int SUMMARY = 80;

  /** A tracker, its checkpoints, and the function that looks at them. */
  private static final int TRACKER = 72 + 32 + 16;

  private static final int PROXIED = 40;

  /** A header, the five-tuple and two addresses that it names, and the bytes it was read from. */
  private static final int PROXY_HEADER = 24 + 16 + 32 + 2 * 32 + 128;

  private Footprint() {}

  static int of(MeteredStream stream, VerdictTracker tracker, ProxyHeaders proxied, Verdict last) {
    int bytes = STREAM + METERED + START + stream.meter().estimatedFootprintBytes();
    bytes += stream.summary().isPresent() ? SUMMARY : 0;
    if (proxied != null) {
      bytes += PROXIED + (proxied.header().isPresent() ? PROXY_HEADER : 0);
    }
    Verdict kept = last;
    if (tracker != null) {
      bytes += TRACKER;
      kept = last == null ? tracker.decided().orElse(null) : last;
    }
    return kept == null ? bytes : bytes + of(kept);
  }

  private static int of(Verdict verdict) {
    int bytes = 80 + (verdict.label().isPresent() ? 16 : 0);
    return bytes + of(verdict.client()) + of(verdict.server()) + of(verdict.settings());
  }

  private static int of(Optional<Claim> claim) {
    return claim.isPresent() ? 24 : 0;
  }
}
