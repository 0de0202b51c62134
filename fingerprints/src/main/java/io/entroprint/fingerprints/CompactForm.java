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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * A library in the form that the artefact holds, which is read in a tenth of the time of its text:
 * a program that classifies one small capture would spend a third of its time on parsing. The build
 * makes it of the text; it is never kept, exchanged or signed, and has no versions.
 *
 * <p>The head is big-endian: {@link #MAGIC}; the CRC-32 of what follows; how many texts, doubles
 * and ints there are; the length of each text in bytes of UTF-8; the doubles; the ints; the texts.
 * The ints say the rest, in the order in which {@link CompactFormWriter} writes and this class
 * reads them; texts and doubles are named by their place.
 *
 * <p>The numbers of the vectors stand apart, in {@link #PARTS} parts, each of which is read when
 * one of its numbers is first asked for: those of the fingerprints of each transport that have a
 * joined view, which every search of a label compares, and those of the others, which tell
 * attributes alone. A part is big-endian ints, one vector behind the other in the order of the
 * fingerprints.
 */
final class CompactForm {
  static final int MAGIC = 0x45504c43;
  static final int HEAD_BYTES = 8;

  /** The library file counts in units of 0.0001 bit. */
  static final int UNITS_PER_BIT = 10_000;

  static final View[] VIEWS = View.values();

  private static final Transport[] TRANSPORTS = Transport.values();

  private static final int BUFFER_BYTES = 1 << 14;

  /** How many parts there are. */
  static final int PARTS = 2 * TRANSPORTS.length;

  /** Where the parts come from. */
  @FunctionalInterface
  interface Source {
    /** The bytes of a part of this number, 0 to {@link #PARTS} - 1, to be read and closed. */
    InputStream open(int part) throws IOException;
  }

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
   * @param bytes the head
   * @param source asked for each part at most once, when one of its numbers is needed; whoever
   *     needs it gets an {@link UncheckedIOException} where the part cannot be read or is not what
   *     the build made
   * @throws IOException if the head is not what the build made
   */
  static FingerprintLibrary read(byte[] bytes, Source source) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < HEAD_BYTES || in.getInt() != MAGIC || in.getInt() != crc(bytes)) {
      throw wrongCheckSum();
    }
    try {
      return new CompactForm(bytes).library(source);
    } catch (RuntimeException e) {
      throw new IOException("the bundled library is damaged: " + e, e);
    }
  }

  private static IOException wrongCheckSum() {
    return new IOException("the bundled library is damaged: its check sum is wrong");
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
    return crc(bytes, HEAD_BYTES);
  }

  /** The check sum of all from an index on. */
  static int crc(byte[] bytes, int from) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, bytes.length - from);
    return (int) crc.getValue();
  }

  /** The part that holds the numbers of a fingerprint. */
  static int part(Transport transport, int reachedBoth) {
    return 2 * transport.ordinal() + (reachedBoth > 0 ? 0 : 1);
  }

  private FingerprintLibrary library(Source source) {
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
    Part[] parts = new Part[PARTS];
    for (int i = 0; i < PARTS; i++) {
      parts[i] = new Part(source, i, next(), next());
    }
    for (int left = next(); left > 0; left--) {
      String id = text();
      Label label = labels[next()];
      Transport transport = TRANSPORTS[next()];
      builder.add(
          new Fingerprint(
              id,
              label,
              transport,
              attributes[next()],
              vector(definition, transport, parts),
              next(),
              date(),
              date(),
              provenances[next()]));
    }
    for (Part part : parts) {
      part.requireAllTaken();
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

  private EntropyVector vector(FeatureDefinition definition, Transport transport, Part[] parts) {
    int both = next();
    int toServer = next();
    int toClient = next();
    Part part = parts[part(transport, both)];
    int first = part.take(both + (both + toServer + toClient) * definition.measures().size());
    return EntropyVector.ofUnits(definition, both, toServer, toClient, part, first, UNITS_PER_BIT);
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

  /** The numbers of some of the vectors, read when first asked for. */
  private static final class Part implements Supplier<int[]> {
    private final Source source;
    private final int number;
    private final int count;
    private final int crc;
    private int taken;
    private volatile int[] units;

    Part(Source source, int number, int count, int crc) {
      this.source = source;
      this.number = number;
      this.count = count;
      this.crc = crc;
    }

    /** The place of the first of the next so many numbers. */
    int take(int numbers) {
      int first = taken;
      taken = Math.addExact(taken, numbers);
      return first;
    }

    /** What is there are the numbers of the vectors, no more and no fewer. */
    void requireAllTaken() {
      if (taken != count) {
        throw new IllegalArgumentException(taken + " numbers of " + count + " in part " + number);
      }
    }

    @Override
    public int[] get() {
      int[] known = units;
      return known != null ? known : read();
    }

    private synchronized int[] read() {
      if (units == null) {
        try (InputStream in = source.open(number)) {
          units = read(in);
        } catch (IOException e) {
          throw new UncheckedIOException("the bundled fingerprint library can't be read", e);
        }
      }
      return units;
    }

    private int[] read(InputStream in) throws IOException {
      int[] all = new int[count];
      byte[] some = new byte[BUFFER_BYTES];
      CRC32 sum = new CRC32();
      for (int at = 0; at < count; ) {
        int most = Math.min(BUFFER_BYTES / Integer.BYTES, count - at);
        int bytes = in.readNBytes(some, 0, most * Integer.BYTES);
        if (bytes < most * Integer.BYTES) {
          throw wrongCheckSum();
        }
        sum.update(some, 0, bytes);
        // In bulk: that is native code, which does not have to warm up.
        ByteBuffer.wrap(some).asIntBuffer().get(all, at, most);
        at += most;
      }
      if (in.read() >= 0 || (int) sum.getValue() != crc) {
        throw wrongCheckSum();
      }
      return all;
    }
  }
}
