package io.entroprint.fingerprints;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;
import io.entroprint.library.Attributes;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import io.entroprint.library.Provenance;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;

/**
 * A library in the form that the artefact holds, which is read in less than half the time of its
 * text: a program that classifies one small capture would spend a third of its time on parsing. The
 * build makes it of the text; it is never kept, exchanged or signed, and has no versions.
 *
 * <p>Big-endian: {@link #MAGIC}; the CRC-32 of what follows; how many texts, doubles and ints there
 * are; the length of each text in bytes of UTF-8; the doubles; the ints; the texts. The ints say
 * the rest, in the order in which {@link CompactFormWriter} writes and this class reads them; texts
 * and doubles are named by their place.
 */
final class CompactForm {
  static final int MAGIC = 0x45504c43;
  static final int HEAD_BYTES = 8;

  /** The library file counts in units of 0.0001 bit. */
  static final double UNITS_PER_BIT = 10_000;

  static final View[] VIEWS = View.values();

  private static final Transport[] TRANSPORTS = Transport.values();

  private final String[] texts;
  private final double[] doubles;
  private final int[] ints;
  private int at;

  private CompactForm(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).position(HEAD_BYTES);
    texts = new String[count(in, Integer.BYTES)];
    doubles = new double[count(in, Double.BYTES)];
    ints = new int[count(in, Integer.BYTES)];
    int[] lengths = new int[texts.length];
    // In bulk: that is native code, which does not have to warm up.
    in.asIntBuffer().get(lengths);
    in.position(in.position() + Integer.BYTES * lengths.length);
    in.asDoubleBuffer().get(doubles);
    in.position(in.position() + Double.BYTES * doubles.length);
    in.asIntBuffer().get(ints);
    int from = in.position() + Integer.BYTES * ints.length;
    for (int i = 0; i < texts.length; i++) {
      texts[i] = new String(bytes, from, lengths[i], StandardCharsets.UTF_8);
      from += lengths[i];
    }
  }

  /**
   * The library of these bytes.
   *
   * @throws IOException if they are not what the build made
   */
  static FingerprintLibrary read(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < HEAD_BYTES || in.getInt() != MAGIC || in.getInt() != crc(bytes)) {
      throw new IOException("the bundled library is damaged: its check sum is wrong");
    }
    try {
      return new CompactForm(bytes).library();
    } catch (RuntimeException e) {
      throw new IOException("the bundled library is damaged: " + e, e);
    }
  }

  /** How many things follow; no more than there are bytes for, so that no memory is asked for. */
  private static int count(ByteBuffer in, int bytesOfOne) {
    int count = in.getInt();
    if (count < 0 || count > in.limit() / bytesOfOne) {
      throw new IllegalArgumentException(count + " of " + bytesOfOne + " bytes each");
    }
    return count;
  }

  /** The check sum of all behind it. */
  static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES);
    return (int) crc.getValue();
  }

  private FingerprintLibrary library() {
    FeatureDefinition definition = FeatureDefinition.named(text());
    FingerprintLibrary.Builder builder = FingerprintLibrary.builder(definition, text(), text());
    builder.created(date()).toolVersion(text());
    numbers(builder::calibration);
    numbers(builder::evaluation);
    Label[] labels = new Label[many(1)];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new Label(text());
    }
    Attributes[] attributes = new Attributes[many(4)];
    for (int i = 0; i < attributes.length; i++) {
      attributes[i] = new Attributes(text(), text(), text(), nature(text()));
    }
    Provenance[] provenances = new Provenance[many(5)];
    for (int i = 0; i < provenances.length; i++) {
      provenances[i] = new Provenance(text(), text(), text(), text(), text());
    }
    double[] values = new double[definition.dimension()];
    for (int left = next(); left > 0; left--) {
      builder.add(
          new Fingerprint(
              text(),
              labels[next()],
              TRANSPORTS[next()],
              attributes[next()],
              vector(definition, values),
              next(),
              date(),
              date(),
              provenances[next()]));
    }
    return builder.build();
  }

  private void numbers(BiConsumer<String, Double> into) {
    for (int left = next(); left > 0; left--) {
      into.accept(text(), doubles[next()]);
    }
  }

  private static Optional<Nature> nature(String id) {
    return id.isEmpty() ? Optional.empty() : Optional.of(Nature.named(id));
  }

  private EntropyVector vector(FeatureDefinition definition, double[] values) {
    int both = next();
    int toServer = next();
    int toClient = next();
    int measures = definition.measures().size();
    take(both * measures, definition.coordinate(View.BOTH, 0), values);
    take(toServer * measures, definition.coordinate(View.TO_SERVER, 0), values);
    take(toClient * measures, definition.coordinate(View.TO_CLIENT, 0), values);
    take(both, definition.directionCoordinate(0), values);
    return EntropyVector.of(definition, both, toServer, toClient, values);
  }

  private void take(int count, int first, double[] values) {
    for (int i = 0; i < count; i++) {
      values[first + i] = ints[at + i] / UNITS_PER_BIT;
    }
    at += count;
  }

  /** How many things of so many numbers each follow; no more than there are numbers for. */
  private int many(int numbersOfOne) {
    int count = next();
    if (count < 0 || count > (ints.length - at) / numbersOfOne) {
      throw new IllegalArgumentException(count + " of " + numbersOfOne + " numbers each");
    }
    return count;
  }

  private int next() {
    return ints[at++];
  }

  private String text() {
    return texts[ints[at++]];
  }

  private LocalDate date() {
    return LocalDate.ofEpochDay(ints[at++]);
  }
}
