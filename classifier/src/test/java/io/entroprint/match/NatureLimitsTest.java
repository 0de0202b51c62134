package io.entroprint.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.OffsetGrid;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.Nature;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From which byte on the counts may contradict a label, to the byte. */
class NatureLimitsTest {
  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  /** Bytes of 16 values: 4 bits each. */
  private static byte[] text(int length) {
    byte[] bytes = new byte[length];
    Random random = new Random(8);
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(16));
    }
    return bytes;
  }

  private static StreamMeter server(byte[]... parts) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    for (byte[] part : parts) {
      meter.add(Direction.TO_CLIENT, part, 0, part.length);
    }
    return meter;
  }

  @ParameterizedTest
  @CsvSource({
    // What a label suggests, what the bytes are, how many: one less, and from there on.
    "PLAINTEXT,  random, 8192,  UNDETERMINED",
    "COMPRESSED, text,   256,   PLAINTEXT",
    "ENCRYPTED,  text,   8192,  PLAINTEXT",
    "MIXED,      random, 16384, ENCRYPTED"
  })
  void aLabelHoldsUpToTheLastByteBefore(Nature label, String kind, int bytes, Nature then) {
    byte[] content = kind.equals("text") ? text(bytes) : random(bytes);
    assertEquals(then, NatureOfBytes.corrected(label, server(content).curve()));
    StreamMeter less = new StreamMeter(FeatureDefinition.CURRENT);
    less.add(Direction.TO_CLIENT, content, 0, bytes - 1);
    assertEquals(label, NatureOfBytes.corrected(label, less.curve()));
  }

  /** Both of the last two windows must look like text. */
  @Test
  void oneWindowOfTextIsNoText() {
    for (byte[][] parts : new byte[][][] {{random(4096), text(4096)}, {text(4096), random(4096)}}) {
      assertEquals(
          Nature.ENCRYPTED, NatureOfBytes.corrected(Nature.ENCRYPTED, server(parts).curve()));
    }
  }

  /** No part of a stream can be anything but text if both directions are. */
  @Test
  void onlyTextInBothDirectionsUnmixes() {
    assertEquals(
        Nature.PLAINTEXT, NatureOfBytes.corrected(Nature.MIXED, server(text(256)).curve()));
    assertEquals(Nature.MIXED, NatureOfBytes.corrected(Nature.MIXED, server(text(255)).curve()));
    StreamMeter meter = server(text(16_384));
    byte[] client = random(256);
    meter.add(Direction.TO_SERVER, client, 0, client.length);
    assertEquals(Nature.MIXED, NatureOfBytes.corrected(Nature.MIXED, meter.curve()));
  }

  /** Where the other direction is no text, what holds is the fuller one at length. */
  @Test
  void oneDirectionOfTextIsNotCompressedFromOneKibibyteOn() {
    for (int bytes : new int[] {1023, 1024}) {
      StreamMeter meter = server(text(bytes));
      byte[] client = random(128);
      meter.add(Direction.TO_SERVER, client, 0, client.length);
      assertEquals(
          bytes < 1024 ? Nature.COMPRESSED : Nature.PLAINTEXT,
          NatureOfBytes.corrected(Nature.COMPRESSED, meter.curve()));
    }
  }

  /** Where both sides are as full, the server's bytes count. */
  @Test
  void ofTwoSidesAsFullTheServersCounts() {
    for (boolean plainServer : new boolean[] {true, false}) {
      StreamMeter meter = server(plainServer ? text(512) : random(512));
      byte[] client = plainServer ? random(512) : text(512);
      meter.add(Direction.TO_SERVER, client, 0, client.length);
      assertEquals(
          plainServer ? Nature.PLAINTEXT : Nature.UNDETERMINED, NatureOfBytes.of(meter.curve()));
      byte[] more = client.clone();
      meter.add(Direction.TO_SERVER, more, 0, more.length);
      assertEquals(
          plainServer ? Nature.UNDETERMINED : Nature.PLAINTEXT, NatureOfBytes.of(meter.curve()));
    }
  }

  /** Plain text shows from 32 bytes on, what is encrypted from 8 KiB on. */
  @Test
  void belowItsLimitNothingIsSaid() {
    assertEquals(Nature.PLAINTEXT, NatureOfBytes.of(server(text(32)).curve()));
    assertEquals(Nature.UNDETERMINED, NatureOfBytes.of(server(text(31)).curve()));
    int encrypted = 0;
    for (int seed = 0; seed < 20; seed++) {
      byte[] bytes = new byte[8192];
      new Random(seed).nextBytes(bytes);
      encrypted += NatureOfBytes.of(server(bytes).curve()) == Nature.ENCRYPTED ? 1 : 0;
      byte[] less = Arrays.copyOf(bytes, 8191);
      assertEquals(Nature.UNDETERMINED, NatureOfBytes.of(server(less).curve()));
    }
    assertTrue(encrypted >= 10, encrypted + " of 20");
  }

  /** Bytes of so many values, all as likely. */
  private static byte[] ofValues(int values, int length, int seed) {
    byte[] bytes = new byte[length];
    Random random = new Random(seed);
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt(values);
    }
    return bytes;
  }

  /** A window of 4 KiB of random bytes has 7.955 bits; what has 0.75 less is plain text. */
  @Test
  void whatIsFarBelowTheEntropyOfItsOwnLengthIsPlaintext() {
    for (int seed = 0; seed < 10; seed++) {
      // 7.154 and 7.221 bits are expected of these.
      assertEquals(Nature.PLAINTEXT, NatureOfBytes.of(server(ofValues(145, 8192, seed)).curve()));
      assertEquals(Nature.COMPRESSED, NatureOfBytes.of(server(ofValues(152, 8192, seed)).curve()));
    }
  }

  /** The window before the last counts against being compressed, for text may come first. */
  @Test
  void whatBeginsAsTextAndGoesOnRandomIsEncrypted() {
    for (int seed = 0; seed < 15; seed++) {
      StreamMeter meter = server(text(4096), ofValues(256, 4096, seed));
      assertEquals(Nature.ENCRYPTED, NatureOfBytes.of(meter.curve()), "seed " + seed);
    }
  }

  /** A curve may have more places than powers of two. */
  @Test
  void ofAFinerCurveTheLastPowerOfTwoCounts() {
    OffsetGrid finer = OffsetGrid.of(1, 2, 4, 8, 16, 32, 64, 100, 110, 128);
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT, finer);
    meter.add(Direction.TO_CLIENT, text(120), 0, 120);
    assertEquals(Nature.PLAINTEXT, NatureOfBytes.of(meter.curve()));
  }
}
