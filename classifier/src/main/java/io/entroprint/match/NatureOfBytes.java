package io.entroprint.match;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.UniformBytes;
import io.entroprint.entropy.View;
import io.entroprint.library.Nature;

/**
 * The nature of a stream from the counts alone: how far the fuller direction falls short of what
 * uniform random bytes of that length would give. It is all there is for a stream of unknown label,
 * and corrects what a known label suggests.
 *
 * <p>What it can do, measured on capture families left out: plaintext is plain from 32 bytes on.
 * Encrypted and gzip-like bytes are told apart from 8 KiB on (balanced accuracy .93 at 16 KiB), by
 * the last two windows between powers of two, in standard deviations of random bytes. What xz and
 * zstd write cannot be told from random at this length and may be called encrypted; below 8 KiB,
 * and between the two, the answer is undetermined.
 */
final class NatureOfBytes {
  /** A deficit in bits above which bytes are neither encrypted nor compressed. */
  private static final double PLAIN = 0.75;

  private static final int FEWEST_FOR_PLAIN = 32;
  private static final int FEWEST = 8192;

  /** A logit nearer to 0 than this says nothing. */
  private static final double UNSURE = 0.5;

  /** Streams that begin in plain text and go on compressed are mixed, up to here. */
  private static final int FEWEST_AGAINST_MIXED = 16_384;

  /**
   * Bits below which bytes are text or records: English, markup and program source have 4 to 5.4,
   * Base64 has 6, and 2 KiB of anything compressed more than 7.
   */
  private static final double TEXT = 5.6;

  /** From so many bytes on this holds from the first byte on, heads of messages included. */
  private static final int FEWEST_FOR_TEXT = 1024;

  /** For no part of a short stream can be anything else if the whole is text. */
  private static final int FEWEST_FOR_TEXT_THROUGHOUT = 256;

  private static final int LAST = 65_536;

  /** E[H] and its standard deviation by the binary logarithm of the length. */
  private static final double[] EXPECTED = new double[17];

  private static final double[] DEVIATION = new double[17];

  static {
    for (int n = FEWEST_FOR_PLAIN; n <= LAST; n *= 2) {
      EXPECTED[log2(n)] = UniformBytes.expected(Measure.H, n);
      // Windows of 2 KiB to 32 KiB are all that is compared in deviations.
      DEVIATION[log2(n)] =
          n >= FEWEST / 4 && n < LAST ? UniformBytes.standardDeviation(n) : Double.NaN;
    }
  }

  private NatureOfBytes() {}

  /**
   * What a known label suggests, unless the bytes rule it out. What is no plain text at length is
   * none, whatever else the label carries: it is encrypted or compressed, or, where the counts
   * cannot tell which, undetermined. What has the entropy of text at length is neither encrypted
   * nor compressed. Between those two, the streams of a label tell better than the counts do.
   */
  static Nature corrected(Nature ofLabel, EntropyCurve curve) {
    View fuller = fuller(curve);
    int last = lastPowerOfTwo(curve, fuller);
    int bytes = bytes(curve, last);
    return switch (ofLabel) {
      case PLAINTEXT -> bytes >= FEWEST ? of(curve) : ofLabel;
      case COMPRESSED ->
          isText(curve, fuller, last)
                  || isTextThroughout(curve)
                  || (bytes >= FEWEST_FOR_TEXT && curve.get(fuller, last) < TEXT)
              ? Nature.PLAINTEXT
              : ofLabel;
      case ENCRYPTED -> isText(curve, fuller, last) ? Nature.PLAINTEXT : ofLabel;
      case MIXED -> {
        if (isTextThroughout(curve)) {
          yield Nature.PLAINTEXT;
        }
        Nature ofBytes = bytes >= FEWEST_AGAINST_MIXED ? of(curve) : ofLabel;
        yield ofBytes == Nature.ENCRYPTED || ofBytes == Nature.COMPRESSED ? ofBytes : ofLabel;
      }
      case UNDETERMINED -> ofLabel;
    };
  }

  /** Whether the last two windows between powers of two, of 2 KiB or more, both look like text. */
  private static boolean isText(EntropyCurve curve, View view, int last) {
    int bytes = bytes(curve, last);
    int before = curve.grid().reachedBy(bytes / 2) - 1;
    return bytes >= FEWEST
        && before >= 0
        && curve.window(view, last) < TEXT
        && curve.window(view, before) < TEXT;
  }

  /** Whether both directions have the entropy of text, and the fuller one at length. */
  private static boolean isTextThroughout(EntropyCurve curve) {
    boolean atLength = false;
    for (View view : new View[] {View.TO_SERVER, View.TO_CLIENT}) {
      int last = lastPowerOfTwo(curve, view);
      if (last >= 0 && curve.get(view, last) >= TEXT) {
        return false;
      }
      atLength |= bytes(curve, last) >= FEWEST_FOR_TEXT_THROUGHOUT;
    }
    return atLength;
  }

  static Nature of(EntropyCurve curve) {
    View fuller = fuller(curve);
    int last = lastPowerOfTwo(curve, fuller);
    int bytes = bytes(curve, last);
    if (bytes < FEWEST_FOR_PLAIN) {
      return Nature.UNDETERMINED;
    }
    int before = curve.grid().reachedBy(bytes / 2) - 1;
    double newest = curve.window(fuller, last);
    double older = before < 0 ? Double.NaN : curve.window(fuller, before);
    if (bytes < FEWEST || Double.isNaN(newest) || Double.isNaN(older)) {
      return EXPECTED[log2(bytes)] - curve.get(fuller, last) > PLAIN
          ? Nature.PLAINTEXT
          : Nature.UNDETERMINED;
    }
    if (EXPECTED[log2(bytes / 2)] - newest > PLAIN) {
      return Nature.PLAINTEXT;
    }
    double z0 = asinhDeficit(newest, bytes / 2);
    double z1 = asinhDeficit(older, bytes / 4);
    double logit = bytes == FEWEST ? -2.1 + 1.57 * z0 - 0.1 * z1 : -3.1 + 1.35 * z0 + 0.65 * z1;
    if (Math.abs(logit) < UNSURE) {
      return Nature.UNDETERMINED;
    }
    return logit > 0 ? Nature.COMPRESSED : Nature.ENCRYPTED;
  }

  private static View fuller(EntropyCurve curve) {
    return curve.reached(View.TO_SERVER) > curve.reached(View.TO_CLIENT)
        ? View.TO_SERVER
        : View.TO_CLIENT;
  }

  private static int lastPowerOfTwo(EntropyCurve curve, View view) {
    int last = curve.reached(view) - 1;
    while (last >= 0 && Integer.bitCount(curve.grid().get(last)) != 1) {
      last--;
    }
    return last;
  }

  private static int bytes(EntropyCurve curve, int index) {
    return index < 0 ? 0 : curve.grid().get(index);
  }

  private static double asinhDeficit(double entropy, int bytes) {
    double z = (EXPECTED[log2(bytes)] - entropy) / DEVIATION[log2(bytes)];
    return Math.copySign(StrictMath.log(Math.abs(z) + Math.sqrt(z * z + 1)), z);
  }

  private static int log2(int powerOfTwo) {
    return Integer.numberOfTrailingZeros(powerOfTwo);
  }
}
