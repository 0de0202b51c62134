package io.entroprint.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What differs between two libraries. Each list is sorted: by id, or by field.
 *
 * @param header header fields that differ, the calibration and evaluation numbers among them
 * @param added fingerprints whose id only the second has
 * @param removed fingerprints whose id only the first has
 * @param changed fingerprints that both have, not with the same content
 */
public record LibraryDiff(
    List<Field> header, List<Fingerprint> added, List<Fingerprint> removed, List<Change> changed) {

  /**
   * A field whose value differs.
   *
   * @param name as in the file, such as {@code version}
   * @param before its value as in the file, empty where it is not there
   * @param after the same
   */
  public record Field(String name, String before, String after) {}

  /**
   * A fingerprint whose content differs.
   *
   * @param before as in the first library
   * @param after as in the second, with the same id
   * @param fields the fields that differ
   */
  public record Change(Fingerprint before, Fingerprint after, List<Field> fields) {
    /** Copies the list. */
    public Change {
      fields = List.copyOf(fields);
    }
  }

  /** Copies the lists. */
  public LibraryDiff {
    header = List.copyOf(header);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
  }

  /** What it takes to get from one library to another, of any definition. */
  public static LibraryDiff between(FingerprintLibrary before, FingerprintLibrary after) {
    LibraryWriter writerBefore = new LibraryWriter(before);
    LibraryWriter writerAfter = new LibraryWriter(after);
    List<Fingerprint> added = new ArrayList<>();
    List<Fingerprint> removed = new ArrayList<>();
    List<Change> changed = new ArrayList<>();
    SortedMap<String, Fingerprint> rest = new TreeMap<>();
    after.fingerprints().forEach(fingerprint -> rest.put(fingerprint.id(), fingerprint));
    for (Fingerprint old : before.fingerprints()) {
      Fingerprint now = rest.remove(old.id());
      if (now == null) {
        removed.add(old);
        continue;
      }
      List<Field> fields = fields(writerBefore.entryFields(old), writerAfter.entryFields(now));
      if (!fields.isEmpty()) {
        changed.add(new Change(old, now, fields));
      }
    }
    added.addAll(rest.values());
    return new LibraryDiff(
        fields(writerBefore.headerFields(), writerAfter.headerFields()), added, removed, changed);
  }

  private static List<Field> fields(Map<String, String> before, Map<String, String> after) {
    List<Field> fields = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      String old = before.getOrDefault(name, "");
      String now = after.getOrDefault(name, "");
      if (!old.equals(now)) {
        fields.add(new Field(name, old, now));
      }
    }
    return fields;
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return header.isEmpty() && added.isEmpty() && removed.isEmpty() && changed.isEmpty();
  }
}
