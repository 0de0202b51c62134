package io.entroprint.library;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Reads the parts of a library: a header, then entries, then the digest. Only the canonical form is
 * accepted, so that what was read is written again byte for byte.
 */
final class LibraryReader {
  private static final View[] VIEWS = View.values();
  private static final Measure[] MEASURES = Measure.values();
  private static final String[] VECTOR_KEYS = new String[VIEWS.length * MEASURES.length];
  private static final int[] MAXIMA = new int[MEASURES.length];

  private static final Set<String> HEADER_KEYS =
      Set.of(
          LibraryFormat.MAGIC,
          LibraryFormat.DEFINITION,
          LibraryFormat.NAME,
          LibraryFormat.VERSION,
          LibraryFormat.CREATED,
          LibraryFormat.TOOL,
          LibraryFormat.ENTRIES,
          LibraryFormat.CALIBRATION,
          LibraryFormat.EVALUATION,
          LibraryFormat.SHA256);

  private static final Set<String> ENTRY_KEYS;

  static {
    for (Measure measure : MEASURES) {
      MAXIMA[measure.ordinal()] = Resolution.maximumUnits(measure);
      for (View view : VIEWS) {
        VECTOR_KEYS[view.ordinal() * MEASURES.length + measure.ordinal()] =
            LibraryFormat.key(view, measure);
      }
    }
    Set<String> entryKeys = new HashSet<>(List.of(VECTOR_KEYS));
    entryKeys.addAll(
        List.of(
            LibraryFormat.FINGERPRINT,
            LibraryFormat.TRANSPORT,
            LibraryFormat.STREAMS,
            LibraryFormat.FIRST_SEEN,
            LibraryFormat.LAST_SEEN,
            LibraryFormat.CLIENT,
            LibraryFormat.SERVER,
            LibraryFormat.SETTINGS,
            LibraryFormat.NATURE,
            LibraryFormat.CAPTURE,
            LibraryFormat.CAPTURE_SHA256,
            LibraryFormat.ORIGIN,
            LibraryFormat.LICENCE,
            LibraryFormat.FAMILY,
            LibraryFormat.DIRECTION,
            LibraryFormat.SHA256));
    ENTRY_KEYS = Set.copyOf(entryKeys);
  }

  private FeatureDefinition definition;
  private FingerprintLibrary.Builder builder;
  private int minor;
  private int announced;
  private int entries;
  private int[] units;
  private double[] values;
  private String previousId = "";
  private Label previousLabel;

  /** A cursor over a file that begins with a header. */
  static LineCursor open(byte[] bytes, String file) throws LibraryFormatException {
    return LineCursor.of(bytes, file, LibraryFormat.MAGIC, "a fingerprint library");
  }

  /** Reads the header and the blank line after it. */
  void header(LineCursor in) throws LibraryFormatException {
    magic(in);
    in.expect(LibraryFormat.DEFINITION);
    try {
      definition = FeatureDefinition.named(in.ascii());
    } catch (IllegalArgumentException e) {
      throw in.unexpected(
          "'"
              + LibraryFormat.DEFINITION
              + " "
              + FeatureDefinition.CURRENT.id()
              + "', the feature"
              + " definition of this version");
    }
    units = new int[definition.offsets().size()];
    values = new double[definition.dimension()];
    in.advance();
    in.expect(LibraryFormat.NAME);
    String name = in.ascii();
    if (!FieldText.isName(name)) {
      throw in.unexpected("a name of 1 to 64 of a-z 0-9 . _ + -");
    }
    in.advance();
    in.expect(LibraryFormat.VERSION);
    if (!FieldText.isVersion(in.ascii())) {
      throw in.unexpected("a version like 1.0.0");
    }
    builder = FingerprintLibrary.builder(definition, name, in.ascii()).minor(minor);
    in.advance();
    in.expect(LibraryFormat.CREATED);
    builder.created(in.date());
    in.advance();
    builder.toolVersion(optionalText(in, LibraryFormat.TOOL));
    in.expect(LibraryFormat.ENTRIES);
    announced = in.integer(0, LibraryFormat.MAX_ENTRIES);
    in.advance();
    numbers(in, LibraryFormat.CALIBRATION, (k, v) -> builder.calibration(k, v));
    numbers(in, LibraryFormat.EVALUATION, (k, v) -> builder.evaluation(k, v));
    extensions(in, HEADER_KEYS).forEach(builder::extension);
    blank(in);
  }

  private void magic(LineCursor in) throws LibraryFormatException {
    in.expect(LibraryFormat.MAGIC);
    String version = in.ascii();
    int dot = version.indexOf('.');
    int major = dot < 0 ? -1 : smallInteger(version.substring(0, dot));
    minor = dot < 0 ? -1 : smallInteger(version.substring(dot + 1));
    if (major < 0 || minor < 0) {
      throw in.unexpected("a format version like " + LibraryFormat.MAJOR + ".0");
    }
    if (major != LibraryFormat.MAJOR) {
      throw in.error(
          "the library has format version "
              + version
              + "; expected "
              + LibraryFormat.MAJOR
              + ".x, which is what this version of entroprint reads");
    }
    in.advance();
  }

  /** A number of 1 to 4 digits without leading zero, or -1. */
  private static int smallInteger(String digits) {
    if (digits.isEmpty()
        || digits.length() > 4
        || (digits.length() > 1 && digits.charAt(0) == '0')
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return Integer.parseInt(digits);
  }

  private static void numbers(LineCursor in, String word, BiConsumer<String, Double> into)
      throws LibraryFormatException {
    String previous = "";
    int count = 0;
    for (; in.has(word); in.advance()) {
      if (++count > LibraryFormat.MAX_NUMBERS) {
        throw in.error("expected at most " + LibraryFormat.MAX_NUMBERS + " lines of " + word);
      }
      String line = in.ascii();
      int space = line.indexOf(' ');
      String key = space < 0 ? "" : line.substring(0, space);
      if (!FieldText.isKey(key)) {
        throw in.unexpected("'" + word + " <key> <number>'");
      }
      requireOrder(in, word, previous, key);
      previous = key;
      try {
        into.accept(key, Decimal.parse(line.substring(space + 1)));
      } catch (NumberFormatException e) {
        throw in.error(
            word
                + " "
                + key
                + ": expected a decimal number of at most 9 decimals, without needless zeros,"
                + " found "
                + FieldText.quoted(line.substring(space + 1)));
      }
    }
  }

  private static void requireOrder(LineCursor in, String what, String previous, String key)
      throws LibraryFormatException {
    int order = previous.compareTo(key);
    if (order == 0) {
      throw in.error(what + " " + key + " is there twice");
    }
    if (order > 0) {
      throw in.error(what + " " + key + " is out of order: expected one after " + previous);
    }
  }

  /**
   * Reads one entry and the blank line after it.
   *
   * @param only the label whose entries are expected, or null for any
   */
  void entry(LineCursor in, Label only) throws LibraryFormatException {
    in.expect(LibraryFormat.FINGERPRINT);
    if (++entries > announced) {
      throw in.error("expected " + announced + " fingerprints as the header says, found more");
    }
    String id = id(in);
    Label label = previousLabel;
    if (only != null && !label.equals(only)) {
      throw in.unexpected("a fingerprint of " + only + ", as the file's name says");
    }
    in.advance();
    in.expect(LibraryFormat.TRANSPORT);
    Transport transport = transport(in);
    in.advance();
    in.expect(LibraryFormat.STREAMS);
    final int streams = in.integer(1, Integer.MAX_VALUE);
    in.advance();
    in.expect(LibraryFormat.FIRST_SEEN);
    LocalDate firstSeen = in.date();
    in.advance();
    in.expect(LibraryFormat.LAST_SEEN);
    LocalDate lastSeen = in.date();
    if (lastSeen.isBefore(firstSeen)) {
      throw in.unexpected("a date not before " + LibraryFormat.FIRST_SEEN + " " + firstSeen);
    }
    in.advance();
    Attributes attributes = attributes(in);
    Provenance provenance = provenance(in);
    EntropyVector vector = vector(in);
    builder.extensions(id, extensions(in, ENTRY_KEYS));
    blank(in);
    builder.add(
        new Fingerprint(
            id, label, transport, attributes, vector, streams, firstSeen, lastSeen, provenance));
  }

  private String id(LineCursor in) throws LibraryFormatException {
    String id = in.ascii();
    if (previousLabel == null || !FieldText.isId(id, previousLabel)) {
      int slash = Math.max(0, id.indexOf('/'));
      String name = id.substring(0, slash);
      if (!FieldText.isLabel(name) || !FieldText.isId(id, new Label(name))) {
        throw in.unexpected("a label, '/' and 4 to 12 digits, like 'fingerprint ssh-2/0017'");
      }
      previousLabel = new Label(name);
    }
    requireOrder(in, LibraryFormat.FINGERPRINT, previousId, id);
    previousId = id;
    return id;
  }

  private static Transport transport(LineCursor in) throws LibraryFormatException {
    return switch (in.ascii()) {
      case "tcp" -> Transport.TCP;
      case "udp" -> Transport.UDP;
      default -> throw in.unexpected("'transport tcp' or 'transport udp'");
    };
  }

  private static Attributes attributes(LineCursor in) throws LibraryFormatException {
    String client = optionalText(in, LibraryFormat.CLIENT);
    String server = optionalText(in, LibraryFormat.SERVER);
    String settings = optionalText(in, LibraryFormat.SETTINGS);
    Optional<Nature> nature = Optional.empty();
    if (in.has(LibraryFormat.NATURE)) {
      try {
        nature = Optional.of(Nature.named(in.ascii()));
      } catch (IllegalArgumentException e) {
        throw in.error(LibraryFormat.NATURE + ": " + e.getMessage());
      }
      in.advance();
    }
    return new Attributes(client, server, settings, nature);
  }

  private static Provenance provenance(LineCursor in) throws LibraryFormatException {
    String capture = optionalText(in, LibraryFormat.CAPTURE);
    String sha256 = "";
    if (in.has(LibraryFormat.CAPTURE_SHA256)) {
      sha256 = digest(in);
      in.advance();
    }
    String origin = optionalText(in, LibraryFormat.ORIGIN);
    String licence = optionalText(in, LibraryFormat.LICENCE);
    String family = optionalText(in, LibraryFormat.FAMILY);
    return new Provenance(capture, sha256, origin, licence, family);
  }

  private static String digest(LineCursor in) throws LibraryFormatException {
    if (!FieldText.isSha256(in.ascii())) {
      throw in.unexpected("64 lower-case hexadecimal digits");
    }
    return in.ascii();
  }

  private EntropyVector vector(LineCursor in) throws LibraryFormatException {
    int[] reached = new int[VIEWS.length];
    for (View view : VIEWS) {
      int v = view.ordinal();
      List<Measure> measures = definition.measures();
      if (!in.has(key(view, measures.get(0)))) {
        continue;
      }
      for (int m = 0; m < measures.size(); m++) {
        Measure measure = measures.get(m);
        int maximum = MAXIMA[measure.ordinal()];
        reached[v] = numbers(in, key(view, measure), maximum, m == 0 ? 0 : reached[v]);
        int first = definition.coordinate(view, 0) + m;
        for (int i = 0; i < reached[v]; i++) {
          values[first + i * measures.size()] = Resolution.bits(units[i]);
        }
      }
      if (view == View.BOTH) {
        numbers(in, LibraryFormat.DIRECTION, Resolution.UNITS_PER_BIT, reached[v]);
        int first = definition.directionCoordinate(0);
        for (int i = 0; i < reached[v]; i++) {
          values[first + i] = Resolution.bits(units[i]);
        }
      }
    }
    if (reached[0] + reached[1] + reached[2] == 0) {
      throw in.unexpected("'" + VECTOR_KEYS[0] + " ...'");
    }
    return EntropyVector.of(definition, reached[0], reached[1], reached[2], values);
  }

  private static String key(View view, Measure measure) {
    return VECTOR_KEYS[view.ordinal() * MEASURES.length + measure.ordinal()];
  }

  /** Reads a line of numbers into {@link #units}; {@code count} 0 stands for any count. */
  private int numbers(LineCursor in, String key, int maximum, int count)
      throws LibraryFormatException {
    in.expect(key);
    int found = in.integers(units, maximum);
    if (count > 0 && found != count) {
      throw in.error(
          key + ": expected " + count + " numbers as in the lines before, found " + found);
    }
    in.advance();
    return found;
  }

  /** The lines up to the blank one: fields of a later minor version, kept. */
  private SortedMap<String, String> extensions(LineCursor in, Set<String> known)
      throws LibraryFormatException {
    SortedMap<String, String> fields = new TreeMap<>();
    String previous = "";
    while (!in.atEnd() && !in.isBlank()) {
      String key = in.key();
      if (known.contains(key)) {
        throw in.error("field '" + key + "' is out of order, or there twice");
      }
      if (minor <= LibraryFormat.MINOR || !FieldText.isKey(key)) {
        throw in.unexpected("a field of format 1." + minor + " or a blank line");
      }
      if (fields.size() == LibraryFormat.MAX_EXTENSIONS) {
        throw in.error("expected at most " + LibraryFormat.MAX_EXTENSIONS + " unknown fields");
      }
      requireOrder(in, "field", previous, key);
      previous = key;
      in.expect(key);
      fields.put(key, in.text());
      in.advance();
    }
    return fields;
  }

  private static String optionalText(LineCursor in, String key) throws LibraryFormatException {
    if (!in.has(key)) {
      return "";
    }
    String text = in.text();
    in.advance();
    return text;
  }

  private static void blank(LineCursor in) throws LibraryFormatException {
    if (!in.isBlank()) {
      throw in.unexpected("a blank line");
    }
    in.advance();
  }

  /**
   * Reads the digest, which is the last line, and makes the library of what was read.
   *
   * @param actual the digest of what stands before
   */
  FingerprintLibrary finish(LineCursor in, byte[] actual) throws LibraryFormatException {
    in.expect(LibraryFormat.SHA256);
    if (entries != announced) {
      throw in.error(
          "expected " + announced + " fingerprints as the header says, found " + entries);
    }
    String expected = digest(in);
    String sha256 = HexFormat.of().formatHex(actual);
    if (!sha256.equals(expected)) {
      throw in.error("wrong digest: expected " + expected + ", but the content has " + sha256);
    }
    in.advance();
    if (!in.atEnd()) {
      throw in.unexpected("nothing after the digest");
    }
    return builder.sha256(sha256).build();
  }
}
