package io.entroprint.fingerprints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;
import io.entroprint.fingerprints.CompactFormWriter.Written;
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
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompactFormTest {
  private static final FeatureDefinition EV1 = FeatureDefinition.EV1;

  @Test
  void givesBackAnyLibrary() throws IOException {
    Random random = new Random(7);
    for (int entries = 0; entries < 40; entries++) {
      FingerprintLibrary library = library(random, entries);
      FingerprintLibrary back = CompactFormWriter.written(library).read();
      assertEquals(library.sha256(), back.sha256());
      assertEquals(library.fingerprints(), back.fingerprints());
      assertEquals(library.calibration(), back.calibration());
      assertEquals(library.evaluation(), back.evaluation());
      assertEquals(library.created(), back.created());
      assertEquals(library.toolVersion(), back.toolVersion());
      assertEquals(library.id(), back.id());
    }
  }

  @Test
  void saysThatItIsDamagedWhateverBitIsWrong() throws IOException {
    byte[] bytes = CompactFormWriter.written(library(new Random(8), 1)).head();
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertDamaged(damaged);
    }
  }

  @Test
  void saysThatItIsDamagedWhereverItEnds() throws IOException {
    byte[] bytes = CompactFormWriter.written(library(new Random(9), 1)).head();
    for (int length = 0; length < bytes.length; length++) {
      assertDamaged(Arrays.copyOf(bytes, length));
    }
    assertDamaged(Arrays.copyOf(bytes, bytes.length + 1));
  }

  /** The check sum is no secret: who can write the bytes can make it right. */
  @Test
  void noNumberInItAsksForMemoryThatItHasNoBytesFor() throws IOException {
    Written written = CompactFormWriter.written(library(new Random(10), 3));
    byte[] bytes = written.head();
    int refused = 0;
    for (int at = CompactForm.HEAD_BYTES; at + Integer.BYTES <= bytes.length; at += Integer.BYTES) {
      for (int number : new int[] {Integer.MAX_VALUE, -1}) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).putInt(at, number);
        ByteBuffer.wrap(changed).putInt(Integer.BYTES, CompactForm.crc(changed));
        try {
          CompactForm.read(changed, written.source());
        } catch (IOException e) {
          assertTrue(e.getMessage().startsWith("the bundled library is damaged: "));
          refused++;
        }
      }
    }
    assertTrue(refused > 50, refused + " refused");
  }

  @Test
  void saysThatAPartIsDamagedWhenItIsAskedFor() throws IOException {
    FingerprintLibrary library = library(new Random(11), 200);
    Written written = CompactFormWriter.written(library);
    for (int damaged = 0; damaged < CompactForm.PARTS; damaged++) {
      List<byte[]> files = new ArrayList<>(written.files());
      byte[] part = files.get(damaged + 1).clone();
      part[part.length / 2] ^= 1;
      files.set(damaged + 1, part);
      int asked = 0;
      int refused = 0;
      for (Fingerprint f : new Written(files).read().fingerprints()) {
        asked++;
        try {
          assertEquals(f.vector(), library.find(f.id()).orElseThrow().vector());
        } catch (UncheckedIOException e) {
          assertEquals(
              damaged, CompactForm.part(f.transport(), f.vector().reached(View.BOTH)), f.id());
          refused++;
        }
      }
      assertTrue(refused > 0 && refused < asked, refused + " of " + asked + " refused");
    }
  }

  @Test
  void readsAPartWhenItIsAskedForAndOnce() throws IOException {
    Written written = CompactFormWriter.written(library(new Random(12), 40));
    List<Integer> asked = new ArrayList<>();
    List<Fingerprint> all =
        CompactForm.read(
                written.head(),
                part -> {
                  asked.add(part);
                  return written.source().open(part);
                })
            .fingerprints();
    assertEquals(List.of(), asked);
    Set<Integer> wanted = new LinkedHashSet<>();
    for (Fingerprint f : all) {
      wanted.add(CompactForm.part(f.transport(), f.vector().reached(View.BOTH)));
      f.vector().get(0);
      f.vector().directions().get(0);
    }
    assertEquals(List.copyOf(wanted), asked);
  }

  private static void assertDamaged(byte[] bytes) {
    IOException e =
        assertThrows(
            IOException.class,
            () -> CompactForm.read(bytes, part -> InputStream.nullInputStream()));
    assertEquals("the bundled library is damaged: its check sum is wrong", e.getMessage());
  }

  @Test
  void isNotMadeOfWhatItCannotHold() throws IOException {
    FingerprintLibrary later =
        FingerprintLibrary.read(
            Path.of(
                "../classifier/src/test/resources/io/entroprint/library/"
                    + "format-1.7-with-unknown-fields.library"));
    assertThrows(IOException.class, () -> CompactFormWriter.written(later));
  }

  private static FingerprintLibrary library(Random random, int entries) {
    FingerprintLibrary.Builder builder =
        FingerprintLibrary.builder(EV1, "made", "1.2." + entries)
            .created(day(random))
            .toolVersion(random.nextBoolean() ? "" : "a test, größer 工具")
            .calibration("zero", -0.0)
            .calibration("tcp.label.bias", 100 * random.nextGaussian())
            .evaluation("accuracy", random.nextDouble());
    for (int i = 0; i < entries; i++) {
      builder.add(fingerprint(random, i));
    }
    return builder.build();
  }

  private static Fingerprint fingerprint(Random random, int number) {
    Label label = new Label("label" + random.nextInt(3));
    LocalDate day = day(random);
    return new Fingerprint(
        Fingerprint.id(label, number),
        label,
        random.nextBoolean() ? Transport.TCP : Transport.UDP,
        random.nextInt(3) == 0
            ? Attributes.NONE
            : new Attributes("client " + random.nextInt(3), "", "größer 工具", nature(random)),
        vector(random),
        1 + random.nextInt(Integer.MAX_VALUE),
        day,
        day.plusDays(random.nextInt(1000)),
        random.nextInt(3) == 0
            ? Provenance.NONE
            : new Provenance(
                "a.pcap", "0123456789abcdef".repeat(4), "", "MIT", "f" + random.nextInt(3)));
  }

  private static Optional<Nature> nature(Random random) {
    int chosen = random.nextInt(Nature.values().length + 1);
    return chosen == 0 ? Optional.empty() : Optional.of(Nature.values()[chosen - 1]);
  }

  private static LocalDate day(Random random) {
    return LocalDate.of(1970, 1, 1).plusDays(random.nextInt(30_000));
  }

  /** A vector of which any view may be empty or whole, but not all empty. */
  private static EntropyVector vector(Random random) {
    int most = EV1.offsets().size() + 1;
    double[] values = new double[EV1.dimension()];
    for (View view : View.values()) {
      for (int i = 0; i < EV1.offsets().size(); i++) {
        for (Measure measure : Measure.values()) {
          values[EV1.coordinate(view, i, measure)] = random.nextDouble() * measure.maximum();
        }
      }
    }
    for (int i = 0; i < EV1.offsets().size(); i++) {
      values[EV1.directionCoordinate(i)] = random.nextInt(3) / 2.0;
    }
    int both = random.nextInt(most);
    int toServer = random.nextInt(most);
    int toClient = both + toServer == 0 ? 1 : random.nextInt(most);
    return EntropyVector.of(EV1, both, toServer, toClient, values);
  }
}
