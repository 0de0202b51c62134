package io.entroprint.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Changes inputs as libFuzzer does, but without looking at what the change reaches: bits, bytes,
 * numbers in binary and in digits, pieces left out, repeated, moved, or taken of another input.
 */
final class Mutator {
  private static final int MOST_CHANGES = 5;

  /** What is at an edge of some type, as bytes. */
  private static final byte[] EDGES = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, ' ', '\n', '0', '-'};

  private final List<byte[]> inputs;
  private final SplittableRandom random;
  private final byte[] work;
  private int length;

  /**
   * A source of changed inputs.
   *
   * @param inputs what they are changed from; not empty
   * @param longest the most bytes of one, at least 1
   * @param seed of the choices
   */
  Mutator(List<byte[]> inputs, int longest, long seed) {
    this.inputs = List.copyOf(inputs);
    this.random = new SplittableRandom(seed);
    this.work = new byte[longest];
  }

  /** One of the inputs with one to five changes. */
  byte[] next() {
    byte[] from = any();
    length = Math.min(from.length, work.length);
    System.arraycopy(from, 0, work, 0, length);
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      change();
    }
    return Arrays.copyOf(work, length);
  }

  private byte[] any() {
    return inputs.get(random.nextInt(inputs.size()));
  }

  private void change() {
    if (length == 0) {
      insert(1);
      return;
    }
    int at = random.nextInt(length);
    switch (random.nextInt(10)) {
      case 0 -> work[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> work[at] = (byte) random.nextInt();
      case 2 -> work[at] = EDGES[random.nextInt(EDGES.length)];
      case 3 -> erase(at, 1 + random.nextInt(Math.min(length - at, few())));
      case 4 -> insert(few());
      case 5 -> number(at);
      case 6 -> digits(at);
      case 7 -> copy(work, at, 1 + random.nextInt(Math.min(length - at, few())));
      case 8 -> {
        byte[] other = any();
        if (other.length > 0) {
          int from = random.nextInt(other.length);
          copy(other, from, 1 + random.nextInt(other.length - from));
        }
      }
      default -> length = random.nextInt(8) == 0 ? at : length;
    }
  }

  /** Mostly small, now and then up to 128. */
  private int few() {
    return 1 + random.nextInt(2 << random.nextInt(7));
  }

  private void erase(int at, int count) {
    System.arraycopy(work, at + count, work, at, length - at - count);
    length -= count;
  }

  /** Bytes that are all the same or all random. */
  private void insert(int count) {
    int at = random.nextInt(length + 1);
    int room = opened(at, count);
    byte same = EDGES[random.nextInt(EDGES.length)];
    boolean any = random.nextInt(2) == 0;
    for (int i = 0; i < room; i++) {
      work[at + i] = any ? (byte) random.nextInt() : same;
    }
  }

  /** Makes room for bytes, and says for how many. */
  private int opened(int at, int count) {
    int room = Math.min(count, work.length - length);
    System.arraycopy(work, at, work, at + room, length - at);
    length += room;
    return room;
  }

  /** A number of one to eight bytes, of either order: a bit more, a bit less, or an edge. */
  private void number(int at) {
    int size = Math.min(1 << random.nextInt(4), length - at);
    boolean little = random.nextInt(2) == 0;
    long add = random.nextInt(-16, 17);
    boolean edge = random.nextInt(4) == 0;
    long value = edge ? add : 0;
    for (int i = 0; !edge && i < size; i++) {
      value = (value << 8) | (work[little ? at + size - 1 - i : at + i] & 0xff);
    }
    value += add;
    for (int i = 0; i < size; i++) {
      work[little ? at + i : at + size - 1 - i] = (byte) (value >>> (8 * i));
    }
  }

  /** The next number in digits: another one. */
  private void digits(int at) {
    int from = at;
    while (from < length && (work[from] < '0' || work[from] > '9')) {
      from++;
    }
    for (; from < length && work[from] >= '0' && work[from] <= '9'; from++) {
      if (random.nextInt(2) == 0) {
        work[from] = (byte) ('0' + random.nextInt(10));
      }
    }
  }

  /** A piece, over what is there or between it. */
  private void copy(byte[] source, int from, int count) {
    byte[] piece = Arrays.copyOfRange(source, from, from + Math.min(count, work.length));
    int at = random.nextInt(length);
    int room =
        random.nextInt(2) == 0
            ? opened(at, piece.length)
            : Math.min(piece.length, work.length - at);
    System.arraycopy(piece, 0, work, at, Math.min(room, piece.length));
    length = Math.max(length, at + room);
  }
}
