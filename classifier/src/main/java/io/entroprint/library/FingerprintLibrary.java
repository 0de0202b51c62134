package io.entroprint.library;

import io.entroprint.entropy.FeatureDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Labelled fingerprints of one feature definition, with the library's name and version, the
 * calibration of its verdicts and what an evaluation measured. Immutable and safe for use by many
 * threads.
 *
 * <p>It is written as text in one canonical form: equal libraries give equal bytes on any machine,
 * and what was read is written again byte for byte.
 */
public final class FingerprintLibrary {
  private final FeatureDefinition definition;
  private final String name;
  private final String version;
  private final LocalDate created;
  private final String toolVersion;
  private final int minor;
  private final SortedMap<String, Double> calibration;
  private final SortedMap<String, Double> evaluation;
  private final SortedMap<String, String> extensions;
  private final List<Fingerprint> fingerprints;
  private final Map<String, SortedMap<String, String>> entryExtensions;

  /** Computed when first asked for: training makes many libraries whose digest nobody asks for. */
  private volatile String sha256;

  private FingerprintLibrary(Builder from, List<Fingerprint> sorted) {
    definition = from.definition;
    name = from.name;
    version = from.version;
    created = from.created;
    toolVersion = from.toolVersion;
    minor = from.minor;
    calibration = Collections.unmodifiableSortedMap(new TreeMap<>(from.calibration));
    evaluation = Collections.unmodifiableSortedMap(new TreeMap<>(from.evaluation));
    extensions = Collections.unmodifiableSortedMap(new TreeMap<>(from.extensions));
    fingerprints = List.copyOf(sorted);
    entryExtensions = Map.copyOf(from.entryExtensions);
    sha256 = from.sha256;
  }

  /**
   * A builder of a library.
   *
   * @param name like a label: 1 to 64 of {@code a-z 0-9 . _ + -}
   * @param version a semantic version, such as {@code 1.0.0}
   */
  public static Builder builder(FeatureDefinition definition, String name, String version) {
    return new Builder(definition).name(name).version(version);
  }

  /**
   * Reads a library from one file, or from a directory that {@link #writeDirectory} wrote.
   *
   * @throws IOException if it is not a library that this version can read: file and line and what
   *     was expected
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read; the message names the file
   */
  public static FingerprintLibrary read(Path fileOrDirectory) throws IOException {
    return Files.isDirectory(fileOrDirectory)
        ? LibraryDirectory.read(fileOrDirectory)
        : LibraryFile.read(fileOrDirectory);
  }

  /**
   * Reads a library in the form of one file. The stream is read to its end and not closed.
   *
   * @param name what error messages call it
   * @throws IOException if it is not a library that this version can read
   * @throws IOException if the stream cannot be read
   */
  public static FingerprintLibrary read(InputStream in, String name) throws IOException {
    return LibraryFile.read(in, name);
  }

  /**
   * Writes the library as one file, in place of what was there.
   *
   * @throws IOException if it cannot be written; what was there is still there then
   */
  public void write(Path file) throws IOException {
    LibraryFile.write(this, file);
  }

  /**
   * Writes the library as a directory: a header and one file per label, to be reviewed one by one.
   * The directory is made if it is not there, and else replaced as a whole by a new one, which
   * keeps other files of the old.
   *
   * @throws IOException if it cannot be written; what was there is still there then
   */
  public void writeDirectory(Path directory) throws IOException {
    LibraryDirectory.write(this, directory);
  }

  /** What the numbers of every vector mean. */
  public FeatureDefinition definition() {
    return definition;
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The semantic version. */
  public String version() {
    return version;
  }

  /** Name and version, such as {@code bundled@1.0.0}. */
  public String id() {
    return name + "@" + version;
  }

  /** The day of its making. */
  public LocalDate created() {
    return created;
  }

  /** What made it, such as {@code entroprint 1.0.0}; empty where that is not known. */
  public String toolVersion() {
    return toolVersion;
  }

  /** The fingerprints, sorted by id. */
  public List<Fingerprint> fingerprints() {
    return fingerprints;
  }

  /** The labels that have a fingerprint. */
  public SortedSet<Label> labels() {
    SortedSet<Label> labels = new TreeSet<>();
    fingerprints.forEach(fingerprint -> labels.add(fingerprint.label()));
    return labels;
  }

  /** The fingerprint of an id. */
  public Optional<Fingerprint> find(String id) {
    int low = 0;
    int high = fingerprints.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = fingerprints.get(middle).id().compareTo(id);
      if (order == 0) {
        return Optional.of(fingerprints.get(middle));
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  /** The numbers by which a classifier turns distances into confidence. Unmodifiable. */
  public SortedMap<String, Double> calibration() {
    return calibration;
  }

  /** What an evaluation measured with exactly these fingerprints. Unmodifiable. */
  public SortedMap<String, Double> evaluation() {
    return evaluation;
  }

  /**
   * The SHA-256 of the canonical bytes, 64 lower-case hexadecimal digits; the same for both forms.
   */
  public String sha256() {
    String digest = sha256;
    if (digest == null) {
      digest = new LibraryWriter(this).sha256();
      sha256 = digest;
    }
    return digest;
  }

  /** The minor format version: that of the file it was read from. */
  int minor() {
    return minor;
  }

  /** Header fields of a later minor version of the format, kept to be written again. */
  SortedMap<String, String> extensions() {
    return extensions;
  }

  /** Fields of a later minor version of the format in an entry. */
  SortedMap<String, String> extensions(String id) {
    return entryExtensions.getOrDefault(id, Collections.emptySortedMap());
  }

  /**
   * A builder that starts with everything of this library but the evaluation: what was measured
   * with these fingerprints is not true of others.
   */
  public Builder toBuilder() {
    Builder builder = builder(definition, name, version);
    builder.created(created).toolVersion(toolVersion).minor(minor);
    builder.calibration(calibration);
    builder.extensions.putAll(extensions);
    builder.addAll(fingerprints);
    builder.entryExtensions.putAll(entryExtensions);
    return builder;
  }

  /** Whether the other is a library with the same canonical bytes. */
  @Override
  public boolean equals(Object other) {
    return other instanceof FingerprintLibrary library && sha256().equals(library.sha256());
  }

  @Override
  public int hashCode() {
    return sha256().hashCode();
  }

  /** Such as {@code bundled@1.0.0 (ev1, 1234 fingerprints)}. */
  @Override
  public String toString() {
    return id() + " (" + definition + ", " + fingerprints.size() + " fingerprints)";
  }

  /** Collects what a library consists of. Not thread-safe. */
  public static final class Builder {
    private final FeatureDefinition definition;
    private final List<Fingerprint> fingerprints = new ArrayList<>();
    private final SortedMap<String, Double> calibration = new TreeMap<>();
    private final SortedMap<String, Double> evaluation = new TreeMap<>();
    private final SortedMap<String, String> extensions = new TreeMap<>();
    private final Map<String, SortedMap<String, String>> entryExtensions = new HashMap<>();
    private String name;
    private String version;
    private LocalDate created;
    private String toolVersion = "";
    private int minor = LibraryFormat.MINOR;
    private String sha256;

    private Builder(FeatureDefinition definition) {
      this.definition = Objects.requireNonNull(definition, "definition");
    }

    /**
     * Sets the name: 1 to 64 of {@code a-z 0-9 . _ + -}, the first a letter or digit.
     *
     * @throws IllegalArgumentException if it is no such name
     */
    public Builder name(String newName) {
      if (!FieldText.isName(newName)) {
        throw new IllegalArgumentException(
            "a library's name is 1 to 64 of a-z 0-9 . _ + - and begins with a letter or digit, not "
                + FieldText.quoted(newName));
      }
      name = newName;
      return this;
    }

    /**
     * Sets the semantic version, such as {@code 1.0.0}.
     *
     * @throws IllegalArgumentException if it is no such version
     */
    public Builder version(String newVersion) {
      if (!FieldText.isVersion(newVersion)) {
        throw new IllegalArgumentException(
            "a library's version is like 1.0.0 or 1.0.0-rc.1, not " + FieldText.quoted(newVersion));
      }
      version = newVersion;
      return this;
    }

    /** Sets the day of its making, without which nothing is built: no clock is read here. */
    public Builder created(LocalDate day) {
      FieldText.requireDate("created", day);
      created = day;
      return this;
    }

    /** Sets what made it, such as {@code entroprint 1.0.0}; empty where that is not known. */
    public Builder toolVersion(String tool) {
      FieldText.requireText("tool", tool);
      toolVersion = tool;
      return this;
    }

    /**
     * Sets a calibration number, rounded to 9 decimals and 15 significant digits.
     *
     * @param key 1 to 128 of {@code A-Z a-z 0-9 . _ + - / : @}, beginning with a letter or digit
     * @param value below 1e12 in size
     */
    public Builder calibration(String key, double value) {
      put(calibration, LibraryFormat.CALIBRATION, key, value);
      return this;
    }

    /** Sets an evaluation number; as {@link #calibration(String, double)}. */
    public Builder evaluation(String key, double value) {
      put(evaluation, LibraryFormat.EVALUATION, key, value);
      return this;
    }

    /** Sets calibration numbers. */
    public Builder calibration(Map<String, Double> numbers) {
      numbers.forEach(this::calibration);
      return this;
    }

    /** Removes a calibration number, if it is there. */
    public Builder removeCalibration(String key) {
      calibration.remove(key);
      return this;
    }

    /** Sets evaluation numbers. */
    public Builder evaluation(Map<String, Double> numbers) {
      numbers.forEach(this::evaluation);
      return this;
    }

    private static void put(Map<String, Double> into, String word, String key, double value) {
      if (!FieldText.isKey(key)) {
        throw new IllegalArgumentException(
            word
                + ": a key is 1 to 128 of A-Z a-z 0-9 . _ + - / : @ and begins with a letter or"
                + " digit, not "
                + FieldText.quoted(key));
      }
      into.put(key, Decimal.rounded(word, key, value));
    }

    /**
     * Adds a fingerprint.
     *
     * @throws IllegalArgumentException if its vector is of another definition
     */
    public Builder add(Fingerprint fingerprint) {
      if (fingerprint.vector().definition() != definition) {
        throw new IllegalArgumentException(
            fingerprint.id()
                + " has a vector of feature definition "
                + fingerprint.vector().definition()
                + ", the library is of "
                + definition);
      }
      fingerprints.add(fingerprint);
      return this;
    }

    /** Adds fingerprints. */
    public Builder addAll(Collection<Fingerprint> more) {
      more.forEach(this::add);
      return this;
    }

    /** Removes the fingerprints that the condition holds for. */
    public Builder removeIf(Predicate<Fingerprint> condition) {
      fingerprints.removeIf(
          fingerprint -> {
            boolean removed = condition.test(fingerprint);
            if (removed) {
              entryExtensions.remove(fingerprint.id());
            }
            return removed;
          });
      return this;
    }

    Builder minor(int formatMinor) {
      minor = formatMinor;
      return this;
    }

    Builder extension(String key, String value) {
      extensions.put(key, value);
      return this;
    }

    Builder extensions(String id, SortedMap<String, String> fields) {
      if (!fields.isEmpty()) {
        entryExtensions.put(id, Collections.unmodifiableSortedMap(new TreeMap<>(fields)));
      }
      return this;
    }

    Builder sha256(String digest) {
      sha256 = digest;
      return this;
    }

    /**
     * The library.
     *
     * @throws IllegalStateException if {@link #created} was not called, two fingerprints have the
     *     same id, or there are more than a file can hold
     */
    public FingerprintLibrary build() {
      if (created == null) {
        throw new IllegalStateException("the day of the library's making is not set");
      }
      if (fingerprints.size() > LibraryFormat.MAX_ENTRIES
          || calibration.size() > LibraryFormat.MAX_NUMBERS
          || evaluation.size() > LibraryFormat.MAX_NUMBERS) {
        throw new IllegalStateException(
            "a library holds at most %d fingerprints and %d numbers of calibration or evaluation"
                .formatted(LibraryFormat.MAX_ENTRIES, LibraryFormat.MAX_NUMBERS));
      }
      List<Fingerprint> sorted = new ArrayList<>(fingerprints);
      sorted.sort((a, b) -> a.id().compareTo(b.id()));
      for (int i = 1; i < sorted.size(); i++) {
        if (sorted.get(i).id().equals(sorted.get(i - 1).id())) {
          throw new IllegalStateException("two fingerprints have the id " + sorted.get(i).id());
        }
      }
      return new FingerprintLibrary(this, sorted);
    }
  }
}
