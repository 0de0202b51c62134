package io.entroprint.cli.library;

import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a library has of one label over one transport.
 *
 * @param families how many capture families the fingerprints are of: captures made together
 * @param streams how many streams the fingerprints stand for
 * @param first the day on which the first of them was captured
 * @param last the day on which the last of them was captured
 */
record LabelGroup(
    Label label,
    Transport transport,
    int fingerprints,
    int families,
    long streams,
    LocalDate first,
    LocalDate last) {

  /** All of a library, by label and transport. */
  static Collection<LabelGroup> of(FingerprintLibrary library) {
    Map<String, List<Fingerprint>> groups = new TreeMap<>();
    for (Fingerprint fingerprint : library.fingerprints()) {
      groups
          .computeIfAbsent(
              fingerprint.label() + " " + fingerprint.transport().id(), key -> new ArrayList<>())
          .add(fingerprint);
    }
    return groups.values().stream().map(LabelGroup::of).toList();
  }

  private static LabelGroup of(List<Fingerprint> group) {
    return new LabelGroup(
        group.get(0).label(),
        group.get(0).transport(),
        group.size(),
        (int) group.stream().map(f -> f.provenance().family()).distinct().count(),
        group.stream().mapToLong(Fingerprint::streams).sum(),
        group.stream().map(Fingerprint::firstSeen).min(LocalDate::compareTo).orElseThrow(),
        group.stream().map(Fingerprint::lastSeen).max(LocalDate::compareTo).orElseThrow());
  }
}
