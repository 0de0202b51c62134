package io.entroprint.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;
import io.entroprint.file.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** The canonical bytes of a library: header, entries sorted by id, digest of both. */
final class LibraryWriter {
  private static final View[] VIEWS = View.values();

  private static final int DIGEST_LINE_BYTES = LibraryFormat.SHA256.length() + 66;

  private final FingerprintLibrary library;

  LibraryWriter(FingerprintLibrary library) {
    this.library = library;
  }

  /** The one-file form. */
  void write(OutputStream out) throws IOException {
    out.write(header());
    for (Fingerprint fingerprint : library.fingerprints()) {
      out.write(entry(fingerprint));
    }
    out.write(digestLine());
  }

  /**
   * The digest of header and entries, in lower-case hexadecimal.
   *
   * @throws IllegalStateException if they are more bytes than a reader accepts
   */
  String sha256() {
    MessageDigest digest = Sha256.newDigest();
    byte[] header = header();
    digest.update(header);
    long bytes = header.length;
    for (Fingerprint fingerprint : library.fingerprints()) {
      byte[] entry = entry(fingerprint);
      digest.update(entry);
      bytes += entry.length;
    }
    if (bytes > LibraryFormat.MAX_BYTES - DIGEST_LINE_BYTES) {
      throw new IllegalStateException(
          library + " would be more than " + LibraryFormat.MAX_BYTES + " bytes long");
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The header and the blank line after it. */
  byte[] header() {
    return block(headerFields());
  }

  /** An entry and the blank line after it. */
  byte[] entry(Fingerprint fingerprint) {
    return block(entryFields(fingerprint));
  }

  private static byte[] block(Map<String, String> fields) {
    StringBuilder out = new StringBuilder(2048);
    fields.forEach((key, value) -> out.append(key).append(' ').append(value).append('\n'));
    return out.append('\n').toString().getBytes(UTF_8);
  }

  /** The lines of the header, in order. */
  Map<String, String> headerFields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(LibraryFormat.MAGIC, LibraryFormat.MAJOR + "." + library.minor());
    fields.put(LibraryFormat.DEFINITION, library.definition().id());
    fields.put(LibraryFormat.NAME, library.name());
    fields.put(LibraryFormat.VERSION, library.version());
    fields.put(LibraryFormat.CREATED, library.created().toString());
    putKnown(fields, LibraryFormat.TOOL, library.toolVersion());
    fields.put(LibraryFormat.ENTRIES, Integer.toString(library.fingerprints().size()));
    library
        .calibration()
        .forEach((k, v) -> fields.put(LibraryFormat.CALIBRATION + " " + k, Decimal.text(v)));
    library
        .evaluation()
        .forEach((k, v) -> fields.put(LibraryFormat.EVALUATION + " " + k, Decimal.text(v)));
    fields.putAll(library.extensions());
    return fields;
  }

  /** The lines of an entry, in order. */
  Map<String, String> entryFields(Fingerprint fingerprint) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(LibraryFormat.FINGERPRINT, fingerprint.id());
    fields.put(LibraryFormat.TRANSPORT, fingerprint.transport().id());
    fields.put(LibraryFormat.STREAMS, Integer.toString(fingerprint.streams()));
    fields.put(LibraryFormat.FIRST_SEEN, fingerprint.firstSeen().toString());
    fields.put(LibraryFormat.LAST_SEEN, fingerprint.lastSeen().toString());
    Attributes attributes = fingerprint.attributes();
    putKnown(fields, LibraryFormat.CLIENT, attributes.client());
    putKnown(fields, LibraryFormat.SERVER, attributes.server());
    putKnown(fields, LibraryFormat.SETTINGS, attributes.settings());
    putKnown(fields, LibraryFormat.NATURE, attributes.nature().map(Nature::id).orElse(""));
    Provenance provenance = fingerprint.provenance();
    putKnown(fields, LibraryFormat.CAPTURE, provenance.capture());
    putKnown(fields, LibraryFormat.CAPTURE_SHA256, provenance.captureSha256());
    putKnown(fields, LibraryFormat.ORIGIN, provenance.origin());
    putKnown(fields, LibraryFormat.LICENCE, provenance.licence());
    putKnown(fields, LibraryFormat.FAMILY, provenance.family());
    putVector(fields, fingerprint.vector());
    fields.putAll(library.extensions(fingerprint.id()));
    return fields;
  }

  /** What is not known is not written. */
  private static void putKnown(Map<String, String> fields, String key, String value) {
    if (!value.isEmpty()) {
      fields.put(key, value);
    }
  }

  private static void putVector(Map<String, String> fields, EntropyVector vector) {
    for (View view : VIEWS) {
      int reached = vector.reached(view);
      if (reached == 0) {
        continue;
      }
      for (Measure measure : vector.definition().measures()) {
        int maximum = Resolution.maximumUnits(measure);
        fields.put(
            LibraryFormat.key(view, measure),
            units(reached, maximum, i -> vector.get(view, i, measure)));
      }
      if (view == View.BOTH) {
        fields.put(
            LibraryFormat.DIRECTION, units(reached, Resolution.UNITS_PER_BIT, vector::direction));
      }
    }
  }

  private static String units(int count, int maximum, IntToDoubleFunction bits) {
    StringBuilder out = new StringBuilder(8 * count);
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : " ").append(Resolution.units(bits.applyAsDouble(i), maximum));
    }
    return out.toString();
  }

  byte[] digestLine() {
    return (LibraryFormat.SHA256 + ' ' + library.sha256() + '\n').getBytes(UTF_8);
  }
}
