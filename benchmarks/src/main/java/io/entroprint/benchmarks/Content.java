package io.entroprint.benchmarks;

import java.util.Random;

/** What the measured bytes are like. */
public enum Content {
  /** Uniform random bytes, as of a cipher. */
  RANDOM,
  /** Letters of skewed frequency and some punctuation. */
  TEXT,
  /** One byte value only: every count goes to the same place. */
  CONSTANT;

  private static final String LETTERS = "eeeeeeetttttaaaaooooiiinnnsssrrhhldcumfp ,.\n";

  /** Bytes of this kind; always the same for the same length. */
  byte[] bytes(int length) {
    Random random = new Random(length);
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    for (int i = 0; i < length; i++) {
      bytes[i] =
          switch (this) {
            case RANDOM -> bytes[i];
            case TEXT -> (byte) LETTERS.charAt((bytes[i] & 0xff) % LETTERS.length());
            case CONSTANT -> 'A';
          };
    }
    return bytes;
  }
}
