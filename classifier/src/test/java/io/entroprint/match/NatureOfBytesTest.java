package io.entroprint.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.Nature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NatureOfBytesTest {

  @ParameterizedTest
  @ValueSource(ints = {256, 1000, 10_000, 60_000})
  void textIsPlaintextFromEarlyOn(int length) throws IOException {
    for (int seed = 0; seed < 5; seed++) {
      assertEquals(Nature.PLAINTEXT, of(text(new Random(seed), length)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16_384, 33_000, 60_000})
  void randomBytesLookEncrypted(int length) {
    int encrypted = 0;
    for (int seed = 0; seed < 40; seed++) {
      byte[] bytes = new byte[length];
      new Random(seed).nextBytes(bytes);
      Nature nature = of(bytes);
      assertNotEquals(Nature.PLAINTEXT, nature);
      assertNotEquals(Nature.COMPRESSED, nature);
      encrypted += nature == Nature.ENCRYPTED ? 1 : 0;
    }
    // What is left is undetermined: a window may by chance be less even.
    assertEquals(40, encrypted, 4);
  }

  /** A wrong word is worse than none: at the least length one in ten is between the two. */
  @Test
  void whatIsBetweenEncryptedAndCompressedIsUndetermined() {
    Map<Nature, Integer> count = new EnumMap<>(Nature.class);
    for (int seed = 0; seed < 200; seed++) {
      byte[] bytes = new byte[8192];
      new Random(seed).nextBytes(bytes);
      count.merge(of(bytes), 1, Integer::sum);
    }
    assertEquals(20, count.getOrDefault(Nature.UNDETERMINED, 0), 10, count.toString());
    assertTrue(count.getOrDefault(Nature.COMPRESSED, 0) <= 5, count.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {17_000, 40_000})
  void deflatedTextLooksCompressed(int length) throws IOException {
    int compressed = 0;
    for (int seed = 0; seed < 20; seed++) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
        deflater.write(text(new Random(seed), length * 4));
      }
      byte[] bytes = Arrays.copyOf(packed.toByteArray(), length);
      compressed += of(bytes) == Nature.COMPRESSED ? 1 : 0;
    }
    assertEquals(20, compressed, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 300, 4096, 8191})
  void shortBytesThatMayBeRandomAreUndetermined(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    assertEquals(Nature.UNDETERMINED, of(bytes));
  }

  @Test
  void lengthContradictsPlaintextAndInTheEndMixed() {
    byte[] random = new byte[20_000];
    new Random(1).nextBytes(random);
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    meter.add(Direction.TO_CLIENT, random, 0, 8_000);
    for (Nature nature : Nature.values()) {
      assertEquals(nature, NatureOfBytes.corrected(nature, meter.curve()));
    }
    meter.add(Direction.TO_CLIENT, random, 8_000, 1_000);
    assertEquals(Nature.ENCRYPTED, NatureOfBytes.corrected(Nature.PLAINTEXT, meter.curve()));
    assertEquals(Nature.MIXED, NatureOfBytes.corrected(Nature.MIXED, meter.curve()));
    meter.add(Direction.TO_CLIENT, random, 9_000, 11_000);
    assertEquals(Nature.ENCRYPTED, NatureOfBytes.corrected(Nature.MIXED, meter.curve()));
    assertEquals(Nature.COMPRESSED, NatureOfBytes.corrected(Nature.COMPRESSED, meter.curve()));
  }

  @Test
  void plaintextStaysPlaintextAtAnyLength() throws IOException {
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    meter.add(Direction.TO_CLIENT, text(new Random(3), 60_000), 0, 60_000);
    assertEquals(Nature.PLAINTEXT, NatureOfBytes.corrected(Nature.PLAINTEXT, meter.curve()));
  }

  /** Of a mixed stream a part is no text: if both directions are text throughout, it is not one. */
  @Test
  void textThroughoutIsNotMixed() throws IOException {
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    meter.add(Direction.TO_CLIENT, text(new Random(3), 200), 0, 200);
    assertEquals(Nature.MIXED, NatureOfBytes.corrected(Nature.MIXED, meter.curve()));
    meter.add(Direction.TO_CLIENT, text(new Random(3), 1_000), 0, 1_000);
    assertEquals(Nature.PLAINTEXT, NatureOfBytes.corrected(Nature.MIXED, meter.curve()));
    byte[] random = new byte[500];
    new Random(1).nextBytes(random);
    meter.add(Direction.TO_SERVER, random, 0, random.length);
    assertEquals(Nature.MIXED, NatureOfBytes.corrected(Nature.MIXED, meter.curve()));
  }

  /** A page of repetitive text is no compressed body, whatever the label's streams mostly are. */
  @Test
  void textAtLengthIsNeitherCompressedNorEncrypted() throws IOException {
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    byte[] text = text(new Random(4), 60_000);
    meter.add(Direction.TO_CLIENT, text, 0, 200);
    assertEquals(Nature.COMPRESSED, NatureOfBytes.corrected(Nature.COMPRESSED, meter.curve()));
    meter.add(Direction.TO_CLIENT, text, 200, 5_800);
    assertEquals(Nature.PLAINTEXT, NatureOfBytes.corrected(Nature.COMPRESSED, meter.curve()));
    // The first kilobytes of an encrypted protocol may be text.
    assertEquals(Nature.ENCRYPTED, NatureOfBytes.corrected(Nature.ENCRYPTED, meter.curve()));
    meter.add(Direction.TO_CLIENT, text, 6_000, 54_000);
    assertEquals(Nature.PLAINTEXT, NatureOfBytes.corrected(Nature.ENCRYPTED, meter.curve()));
  }

  /** Where the counts cannot tell which, they still tell that it is no plain text. */
  @Test
  void whatIsCompressedAtLengthIsNeverPlaintext() throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
        deflater.write(text(new Random(seed), 100_000));
      }
      StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
      meter.add(Direction.TO_CLIENT, packed.toByteArray(), 0, 8192 + seed * 100);
      assertNotEquals(Nature.PLAINTEXT, NatureOfBytes.corrected(Nature.PLAINTEXT, meter.curve()));
    }
  }

  @Test
  void theFullerDirectionIsJudged() throws IOException {
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    byte[] random = new byte[20_000];
    new Random(1).nextBytes(random);
    byte[] text = text(new Random(2), 30_000);
    meter.add(Direction.TO_CLIENT, random, 0, random.length);
    meter.add(Direction.TO_SERVER, text, 0, 4_000);
    assertEquals(Nature.ENCRYPTED, NatureOfBytes.of(meter.curve()));
    meter.add(Direction.TO_SERVER, text, 0, 30_000);
    assertEquals(Nature.PLAINTEXT, NatureOfBytes.of(meter.curve()));
  }

  private static Nature of(byte[] bytes) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    meter.add(Direction.TO_CLIENT, bytes, 0, bytes.length);
    return NatureOfBytes.of(meter.curve());
  }

  /** Words of skewed frequency: about 4.2 bits a byte, and compressible. */
  private static byte[] text(Random random, int length) {
    String letters = "eeeeeeetttttaaaaooooiiinnnsssrrhhldcumfpgwybv";
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int word = 1 + random.nextInt(9);
      for (int i = 0; i < word; i++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      text.append(random.nextInt(12) == 0 ? ".\n" : " ");
    }
    return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
  }
}
