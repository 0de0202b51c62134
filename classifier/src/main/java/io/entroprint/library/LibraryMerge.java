package io.entroprint.library;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One library taken into another of the same definition. Immutable.
 *
 * <p>Every fingerprint of the base stays, under its id. Then each fingerprint of the other, in the
 * order of ids:
 *
 * <ul>
 *   <li>if the base has one of the same content (label, transport, attributes, vector, provenance)
 *       under any id, that one stands for both: the larger number of streams, the earlier first and
 *       the later last day;
 *   <li>else, if its id is free in the base, it is added;
 *   <li>else it is added under a new id: the first number above all those that either library has
 *       for the label.
 * </ul>
 *
 * <p>The calibration is that of the base. There is no evaluation: nothing was measured with these
 * fingerprints together.
 */
public final class LibraryMerge {
  private final FingerprintLibrary base;
  private final FingerprintLibrary other;
  private final SortedMap<String, Fingerprint> merged = new TreeMap<>();
  private final SortedMap<String, String> added = new TreeMap<>();
  private final SortedSet<String> updated = new TreeSet<>();
  private int alreadyThere;

  /**
   * What makes two fingerprints the same one. Has an order, so that a hash table stays quick whose
   * keys were chosen to have one hash code.
   */
  private record Content(
      Label label,
      Transport transport,
      Attributes attributes,
      EntropyVector vector,
      Provenance provenance)
      implements Comparable<Content> {
    private static final Comparator<Content> ORDER =
        Comparator.comparing(Content::label)
            .thenComparing(Content::transport)
            .thenComparing(content -> content.provenance.family())
            .thenComparing(content -> content.provenance.capture())
            .thenComparing(content -> content.provenance.captureSha256())
            .thenComparing(Content::vector, Content::compare)
            .thenComparing(content -> content.attributes + " " + content.provenance);

    static Content of(Fingerprint fingerprint) {
      return new Content(
          fingerprint.label(),
          fingerprint.transport(),
          fingerprint.attributes(),
          fingerprint.vector(),
          fingerprint.provenance());
    }

    private static int compare(EntropyVector vector, EntropyVector other) {
      int order = Integer.compare(vector.size(), other.size());
      for (int i = 0; order == 0 && i < vector.size(); i++) {
        order = Double.compare(vector.get(i), other.get(i));
      }
      return order;
    }

    @Override
    public int compareTo(Content other) {
      return ORDER.compare(this, other);
    }
  }

  private LibraryMerge(FingerprintLibrary base, FingerprintLibrary other) {
    this.base = base;
    this.other = other;
    Map<Content, String> contents = new HashMap<>();
    for (Fingerprint fingerprint : base.fingerprints()) {
      merged.put(fingerprint.id(), fingerprint);
      contents.putIfAbsent(Content.of(fingerprint), fingerprint.id());
    }
    Map<Label, Long> last = lastNumbers();
    for (Fingerprint incoming : other.fingerprints()) {
      String twin = contents.get(Content.of(incoming));
      if (twin != null) {
        combine(twin, incoming);
        continue;
      }
      String id = incoming.id();
      if (merged.containsKey(id)) {
        id = Fingerprint.id(incoming.label(), last.merge(incoming.label(), 1L, Long::sum));
      }
      merged.put(id, incoming.withId(id));
      added.put(incoming.id(), id);
    }
  }

  /**
   * Merges two libraries.
   *
   * @throws IllegalArgumentException if they are of different feature definitions
   */
  public static LibraryMerge of(FingerprintLibrary base, FingerprintLibrary other) {
    if (base.definition() != other.definition()) {
      throw new IllegalArgumentException(
          base + " and " + other + " are of different feature definitions and cannot be merged");
    }
    return new LibraryMerge(base, other);
  }

  private Map<Label, Long> lastNumbers() {
    Map<Label, Long> last = new HashMap<>();
    base.fingerprints().forEach(f -> last.merge(f.label(), f.number(), Math::max));
    other.fingerprints().forEach(f -> last.merge(f.label(), f.number(), Math::max));
    return last;
  }

  private void combine(String id, Fingerprint incoming) {
    Fingerprint mine = merged.get(id);
    LocalDate first = incoming.firstSeen();
    LocalDate last = incoming.lastSeen();
    Fingerprint both =
        new Fingerprint(
            id,
            mine.label(),
            mine.transport(),
            mine.attributes(),
            mine.vector(),
            Math.max(mine.streams(), incoming.streams()),
            first.isBefore(mine.firstSeen()) ? first : mine.firstSeen(),
            last.isAfter(mine.lastSeen()) ? last : mine.lastSeen(),
            mine.provenance());
    if (both.equals(mine)) {
      alreadyThere++;
    } else {
      merged.put(id, both);
      updated.add(id);
    }
  }

  /**
   * The merged library.
   *
   * @param name its name
   * @param version its version
   * @param created the day of the merge
   */
  public FingerprintLibrary library(String name, String version, LocalDate created) {
    FingerprintLibrary.Builder builder =
        base.toBuilder()
            .name(name)
            .version(version)
            .created(created)
            .minor(Math.max(base.minor(), other.minor()))
            .removeIf(fingerprint -> true)
            .addAll(merged.values());
    other.extensions().forEach(builder::extension);
    base.extensions().forEach(builder::extension);
    base.fingerprints().forEach(f -> builder.extensions(f.id(), base.extensions(f.id())));
    added.forEach((from, to) -> builder.extensions(to, other.extensions(from)));
    return builder.build();
  }

  /** The fingerprints that were added: their id in the other library to their id now. */
  public SortedMap<String, String> added() {
    return Collections.unmodifiableSortedMap(added);
  }

  /** Those of the added whose id had to change, since the base has another under it. */
  public SortedMap<String, String> renumbered() {
    SortedMap<String, String> changed = new TreeMap<>(added);
    changed.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
    return Collections.unmodifiableSortedMap(changed);
  }

  /** The ids of fingerprints of the base whose number of streams or days changed. */
  public SortedSet<String> updated() {
    return Collections.unmodifiableSortedSet(updated);
  }

  /** How many fingerprints of the other had nothing new. */
  public int alreadyThere() {
    return alreadyThere;
  }
}
