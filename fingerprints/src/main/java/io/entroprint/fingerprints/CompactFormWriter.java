package io.entroprint.fingerprints;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;
import io.entroprint.library.Attributes;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Nature;
import io.entroprint.library.Provenance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes a {@link CompactForm}: the part of it that the build runs. */
final class CompactFormWriter {
  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final List<Double> doubles = new ArrayList<>();
  private final List<Integer> ints = new ArrayList<>();
  private final List<List<Integer>> parts =
      Stream.generate(() -> (List<Integer>) new ArrayList<Integer>())
          .limit(CompactForm.PARTS)
          .toList();

  /** The head, and behind it the parts. */
  record Written(List<byte[]> files) {
    byte[] head() {
      return files.get(0);
    }

    List<byte[]> parts() {
      return files.subList(1, files.size());
    }

    /** Where they are read from. */
    CompactForm.Source source() {
      return part -> new ByteArrayInputStream(parts().get(part));
    }

    FingerprintLibrary read() throws IOException {
      return CompactForm.read(head(), source());
    }
  }

  private CompactFormWriter() {}

  /**
   * Makes files of a library's text: the head, and beside it those of the parts, whose names have a
   * number behind.
   *
   * @param arguments the library, as a file or a directory; the file to write
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    Files.createDirectories(file.getParent());
    Written written = written(FingerprintLibrary.read(Path.of(arguments[0])));
    Files.write(file, written.head());
    for (int i = 0; i < CompactForm.PARTS; i++) {
      Files.write(Path.of(file + "." + i), written.parts().get(i));
    }
  }

  /** The compact form of a library. */
  static Written written(FingerprintLibrary library) throws IOException {
    CompactFormWriter writer = new CompactFormWriter();
    List<byte[]> parts = writer.parts(library);
    writer.library(library, parts);
    List<byte[]> files = new ArrayList<>();
    files.add(writer.bytes());
    files.addAll(parts);
    Written written = new Written(files);
    // What has no place here, such as a field of a later format, must not get lost.
    if (!written.read().equals(library)) {
      throw new IOException(library + " has more than the compact form can hold");
    }
    return written;
  }

  private List<byte[]> parts(FingerprintLibrary library) {
    for (Fingerprint f : library.fingerprints()) {
      units(f.vector(), parts.get(CompactForm.part(f.transport(), f.vector().reached(View.BOTH))));
    }
    return parts.stream()
        .map(
            units -> {
              ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * units.size());
              units.forEach(bytes::putInt);
              return bytes.array();
            })
        .toList();
  }

  private byte[] bytes() {
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    int[] lengths = new int[texts.size()];
    int count = 0;
    for (String text : texts.keySet()) {
      byte[] encoded = text.getBytes(UTF_8);
      blob.writeBytes(encoded);
      lengths[count++] = encoded.length;
    }
    int head = CompactForm.HEAD_BYTES + 3 * Integer.BYTES;
    ByteBuffer out =
        ByteBuffer.allocate(
            head
                + Integer.BYTES * (lengths.length + ints.size())
                + Double.BYTES * doubles.size()
                + blob.size());
    out.position(CompactForm.HEAD_BYTES);
    out.putInt(lengths.length).putInt(doubles.size()).putInt(ints.size());
    for (int length : lengths) {
      out.putInt(length);
    }
    doubles.forEach(out::putDouble);
    ints.forEach(out::putInt);
    out.put(blob.toByteArray());
    out.putInt(0, CompactForm.MAGIC).putInt(Integer.BYTES, CompactForm.crc(out.array()));
    return out.array();
  }

  private void library(FingerprintLibrary library, List<byte[]> parts) {
    text(library.definition().id());
    text(library.name());
    text(library.version());
    ints.add((int) library.created().toEpochDay());
    text(library.toolVersion());
    numbers(library.calibration());
    numbers(library.evaluation());
    List<Fingerprint> all = library.fingerprints();
    Map<String, Integer> labels = places(all, f -> f.label().name());
    labels.keySet().forEach(this::text);
    Map<Attributes, Integer> attributes = places(all, Fingerprint::attributes);
    attributes.keySet().forEach(this::attributes);
    Map<Provenance, Integer> provenances = places(all, Fingerprint::provenance);
    provenances.keySet().forEach(this::provenance);
    for (byte[] part : parts) {
      ints.add(part.length / Integer.BYTES);
      ints.add(CompactForm.crc(part, 0));
    }
    ints.add(all.size());
    for (Fingerprint f : all) {
      text(f.id());
      ints.add(labels.get(f.label().name()));
      ints.add(f.transport().ordinal());
      ints.add(attributes.get(f.attributes()));
      for (View view : CompactForm.VIEWS) {
        ints.add(f.vector().reached(view));
      }
      ints.add(f.streams());
      ints.add((int) f.firstSeen().toEpochDay());
      ints.add((int) f.lastSeen().toEpochDay());
      ints.add(provenances.get(f.provenance()));
    }
  }

  private void numbers(Map<String, Double> numbers) {
    ints.add(numbers.size());
    numbers.forEach(
        (key, value) -> {
          text(key);
          ints.add(doubles.size());
          doubles.add(value);
        });
  }

  /** What the fingerprints have of a kind, each with its place, and how many that are. */
  private <T> Map<T, Integer> places(List<Fingerprint> all, Function<Fingerprint, T> kind) {
    Map<T, Integer> places = new LinkedHashMap<>();
    all.forEach(f -> places.putIfAbsent(kind.apply(f), places.size()));
    ints.add(places.size());
    return places;
  }

  private void attributes(Attributes of) {
    text(of.client());
    text(of.server());
    text(of.settings());
    text(of.nature().map(Nature::id).orElse(""));
  }

  private void provenance(Provenance of) {
    text(of.capture());
    text(of.captureSha256());
    text(of.origin());
    text(of.licence());
    text(of.family());
  }

  private static void units(EntropyVector vector, List<Integer> into) {
    FeatureDefinition definition = vector.definition();
    for (View view : CompactForm.VIEWS) {
      units(
          vector,
          definition.coordinate(view, 0),
          vector.reached(view) * definition.measures().size(),
          into);
    }
    units(vector, definition.directionCoordinate(0), vector.reached(View.BOTH), into);
  }

  private static void units(EntropyVector vector, int first, int count, List<Integer> into) {
    for (int i = 0; i < count; i++) {
      into.add((int) Math.round(vector.get(first + i) * CompactForm.UNITS_PER_BIT));
    }
  }

  private void text(String text) {
    Integer place = texts.putIfAbsent(text, texts.size());
    ints.add(place == null ? texts.size() - 1 : place);
  }
}
