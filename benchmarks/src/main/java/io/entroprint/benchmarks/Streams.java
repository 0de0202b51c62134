package io.entroprint.benchmarks;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Streams to measure: of one length, or of many as in real captures. Immutable. */
public final class Streams {
  /** Lengths of real streams: median 364, p75 1.7 KB, p90 6.8 KB. */
  private static final double MEDIAN = 364;

  private static final double SIGMA = 2.28;
  private static final int MIXED = 256;
  private static final int LIMIT = 65_536;

  private final List<byte[]> streams;

  private Streams(List<byte[]> streams) {
    this.streams = streams;
  }

  /** One stream. */
  public static Streams of(Content content, int length) {
    return new Streams(List.of(content.bytes(length)));
  }

  /** The quantiles of a lognormal distribution cut at 64 KiB, random and text by turns. */
  public static Streams mix() {
    Random random = new Random(364);
    double[] normal = random.doubles(16L * MIXED).map(x -> random.nextGaussian()).toArray();
    Arrays.sort(normal);
    byte[][] streams = new byte[MIXED][];
    for (int i = 0; i < MIXED; i++) {
      double length = MEDIAN * Math.exp(SIGMA * normal[16 * i + 8]);
      Content content = i % 2 == 0 ? Content.RANDOM : Content.TEXT;
      streams[i] = content.bytes((int) Math.max(1, Math.min(LIMIT, length)));
    }
    List<byte[]> shuffled = Arrays.asList(streams);
    Collections.shuffle(shuffled, random);
    return new Streams(shuffled);
  }

  /**
   * Streams by name: {@code mix}, or a content and a length such as {@code random-364}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Streams named(String name) {
    if (name.equals("mix")) {
      return mix();
    }
    String[] parts = name.split("-", 2);
    return of(Content.valueOf(parts[0].toUpperCase(Locale.ROOT)), Integer.parseInt(parts[1]));
  }

  /** How many streams there are. */
  public int size() {
    return streams.size();
  }

  /** The bytes of a stream; not to be changed. */
  public byte[] get(int index) {
    return streams.get(index);
  }

  /** The bytes of all streams together. */
  public int totalBytes() {
    return streams.stream().mapToInt(stream -> stream.length).sum();
  }
}
