package io.entroprint.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;
import io.entroprint.stream.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The constructed library behind the golden files, and the means to change a file of it. The golden
 * files were written by {@link FingerprintLibrary#write} and {@code writeDirectory} of the release
 * that introduced their format version; they are never written again.
 */
public final class GoldenLibrary {
  static final FeatureDefinition EV1 = FeatureDefinition.EV1;
  static final Label SSH = new Label("ssh-2");
  static final Label TLS = new Label("tls");
  static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  private GoldenLibrary() {}

  /** Every field, every view, with and without what is optional. */
  static FingerprintLibrary library() {
    return FingerprintLibrary.builder(EV1, "golden", "1.2.3-rc.1")
        .created(DAY)
        .toolVersion("entroprint 1.0.0")
        .calibration("threshold.ssh-2", 0.125)
        .calibration("ratio", 1.0 / 3)
        .evaluation("accuracy", 0.975)
        .evaluation("streams", 4801)
        .evaluation("offset", -2.5e-9)
        .add(fingerprint(SSH, 17, 17, 16, 15))
        .add(fingerprint(SSH, 2, 4, 3, 0))
        .add(bare(TLS, 123456))
        .add(fingerprint(new Label("ssh"), 1, 0, 2, 1))
        .build();
  }

  /** A library of one short entry. */
  static FingerprintLibrary tiny() {
    return FingerprintLibrary.builder(EV1, "tiny", "1.0.0").created(DAY).add(bare(TLS, 1)).build();
  }

  static Fingerprint fingerprint(Label label, int number, int both, int toServer, int toClient) {
    return new Fingerprint(
        Fingerprint.id(label, number),
        label,
        Transport.TCP,
        new Attributes("OpenSSH_9.2", "dropbear_2022.83", "a, b=c", Optional.of(Nature.ENCRYPTED)),
        vector(number, both, toServer, toClient),
        number,
        LocalDate.of(2024, 2, 29),
        DAY,
        new Provenance(
            "lab/b\u00fccher \u62a5\u6587.pcap",
            "0123456789abcdef".repeat(4),
            "owner/repository path@commit",
            "BSD-3-Clause",
            "g1"));
  }

  /** Only what must be there. */
  static Fingerprint bare(Label label, int number) {
    return new Fingerprint(
        Fingerprint.id(label, number),
        label,
        Transport.UDP,
        Attributes.NONE,
        vector(number, 2, 0, 0),
        1,
        DAY,
        DAY,
        Provenance.NONE);
  }

  /** Numbers all over the range of each measure, its ends among them. */
  static EntropyVector vector(int seed, int both, int toServer, int toClient) {
    double[] values = new double[EV1.dimension()];
    for (View view : View.values()) {
      for (int i = 0; i < EV1.offsets().size(); i++) {
        for (Measure measure : Measure.values()) {
          int at = EV1.coordinate(view, i, measure);
          values[at] = measure.maximum() * ((at * 7L + seed) % 32) / 31;
        }
      }
    }
    for (int i = 0; i < EV1.offsets().size(); i++) {
      values[EV1.directionCoordinate(i)] = ((i * 5L + seed) % 8) / 7.0;
    }
    return EntropyVector.of(EV1, both, toServer, toClient, values);
  }

  static Path resource(String name) {
    try {
      return Path.of(GoldenLibrary.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** The one-file form. */
  static String text(FingerprintLibrary library) {
    return new String(bytes(library), UTF_8);
  }

  public static byte[] bytes(FingerprintLibrary library) {
    try (java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream()) {
      new LibraryWriter(library).write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FingerprintLibrary read(byte[] bytes) throws IOException {
    try (InputStream in = new ByteArrayInputStream(bytes)) {
      return FingerprintLibrary.read(in, "test");
    }
  }

  static FingerprintLibrary read(String text) throws IOException {
    return read(text.getBytes(UTF_8));
  }

  /** The text with the digest that its content has, so that something else must be refused. */
  public static byte[] sealed(byte[] bytes) {
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    int at = text.lastIndexOf("\nsha256 ") + 1;
    if (at == 0 || text.length() < at + 71) {
      return bytes;
    }
    var digest = io.entroprint.file.Sha256.newDigest();
    digest.update(bytes, 0, at);
    byte[] out = bytes.clone();
    byte[] hex = HexFormat.of().formatHex(digest.digest()).getBytes(UTF_8);
    System.arraycopy(hex, 0, out, at + 7, hex.length);
    return out;
  }

  static String sealed(String text) {
    return new String(sealed(text.getBytes(UTF_8)), UTF_8);
  }
}
