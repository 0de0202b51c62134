package io.entroprint.cli.report;

import io.entroprint.cli.base.EvenSample;
import io.entroprint.cli.session.FoundSession;
import io.entroprint.discover.StreamMap;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.View;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.match.Verdict.Decision;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalInt;

/** Where streams and fingerprints stand by likeness: whole numbers from 0 to 1000. */
final class ReportMap {
  private static final int MOST_STREAMS = 10_000;
  private static final int MOST_FINGERPRINTS = 600;
  private static final double SIDE = 1000;

  private final StreamMap map;
  private final IdentityHashMap<FoundSession, Integer> places;
  private final int fingerprints;
  private final int fingerprintsKnown;

  private ReportMap(
      StreamMap map,
      IdentityHashMap<FoundSession, Integer> places,
      int fingerprints,
      int fingerprintsKnown) {
    this.map = map;
    this.places = places;
    this.fingerprints = fingerprints;
    this.fingerprintsKnown = fingerprintsKnown;
  }

  /** A map of the streams that can be compared, or of as many as it takes, evenly of all labels. */
  static ReportMap of(List<FoundSession> streams, FingerprintLibrary library) {
    List<FoundSession> compared =
        EvenSample.of(
            streams.stream().filter(s -> s.verdict().decision() != Decision.UNDECIDED).toList(),
            s -> s.session().label(),
            MOST_STREAMS);
    List<EntropyVector> vectors = new ArrayList<>();
    IdentityHashMap<FoundSession, Integer> places = new IdentityHashMap<>();
    for (FoundSession stream : compared) {
      places.put(stream, vectors.size());
      vectors.add(stream.evidence().orElseThrow().vector());
    }
    List<Fingerprint> known =
        compared.isEmpty()
            ? List.of()
            : library.fingerprints().stream()
                .filter(f -> f.vector().reached(View.BOTH) > 0)
                .toList();
    List<Fingerprint> shown = EvenSample.of(known, f -> f.label().name(), MOST_FINGERPRINTS);
    shown.forEach(f -> vectors.add(f.vector()));
    return new ReportMap(StreamMap.of(vectors), places, shown.size(), known.size());
  }

  /** The place of a stream on the map; empty if it is not on it. */
  OptionalInt place(FoundSession stream) {
    Integer place = places.get(stream);
    return place == null ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /** The places of the fingerprints: from here to the end. */
  int firstFingerprint() {
    return map.size() - fingerprints;
  }

  int size() {
    return map.size();
  }

  /** How many fingerprints could have been shown. */
  int fingerprintsKnown() {
    return fingerprintsKnown;
  }

  long x(int place) {
    return Math.round(SIDE * map.x(place));
  }

  long y(int place) {
    return Math.round(SIDE * map.y(place));
  }
}
