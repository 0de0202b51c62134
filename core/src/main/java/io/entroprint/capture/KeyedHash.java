package io.entroprint.capture;

import java.security.SecureRandom;

/**
 * SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012) of messages of
 * whole 64-bit words, under a secret key. Who does not know the key can choose no messages that
 * collide more often than random ones do: not in the whole hash, and so in no part of its bits.
 * Immutable.
 */
final class KeyedHash {
  private final long start0;
  private final long start1;
  private final long start2;
  private final long start3;

  /** A hash under a key of 128 bits. */
  KeyedHash(long key0, long key1) {
    start0 = key0 ^ 0x736f_6d65_7073_6575L;
    start1 = key1 ^ 0x646f_7261_6e64_6f6dL;
    start2 = key0 ^ 0x6c79_6765_6e65_7261L;
    start3 = key1 ^ 0x7465_6462_7974_6573L;
  }

  /** A hash under a key that nobody can guess. */
  static KeyedHash secret() {
    SecureRandom random = new SecureRandom();
    return new KeyedHash(random.nextLong(), random.nextLong());
  }

  /**
   * The hash of the first so many of six words. Everything stays in local variables, and the words
   * move up: in an array, in fields or by a switch the same takes longer.
   */
  long of(int words, long a, long b, long c, long d, long e, long f) {
    long v0 = start0;
    long v1 = start1;
    long v2 = start2;
    long v3 = start3;
    long first = a;
    long second = b;
    long third = c;
    long fourth = d;
    long fifth = e;
    for (int block = 0; block < words + 4; block++) {
      long word = first;
      first = second;
      second = third;
      third = fourth;
      fourth = fifth;
      fifth = f;
      if (block >= words) {
        word = block == words ? (long) words << 59 : 0;
        v2 ^= block == words + 1 ? 0xff : 0;
      }
      v3 ^= word;
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
      v0 ^= word;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }
}
