package io.entroprint.entropy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * The oracle: keeps the bytes and computes each value from its definition, in plain floating point,
 * with no state between offsets.
 */
final class NaiveMeter {
  private static final String[] CLASSES = {
    "00", "09,0a,0d", "<20", "20", "0-9", "A-Z", "a-z", "other", "7f-ff"
  };
  private static final double[] TEXT = {.002, .04, .003, .12, .08, .10, .50, .14, .015};
  private static final double[] BIN = {.35, .03, .25, .02, .04, .06, .08, .05, .12};
  private static final int[] SIZES = {1, 3, 28, 1, 10, 26, 26, 32, 129};

  private final List<byte[]> chunks = new ArrayList<>();
  private final List<Direction> directions = new ArrayList<>();

  void add(Direction direction, byte[] bytes) {
    chunks.add(bytes.clone());
    directions.add(direction);
  }

  /** The first {@code limit} bytes of both directions, as one view shows them. */
  byte[] view(View view, int limit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int left = limit;
    for (int i = 0; i < chunks.size(); i++) {
      int take = Math.min(left, chunks.get(i).length);
      left -= take;
      if (view == View.BOTH || directions.get(i).view() == view) {
        out.write(chunks.get(i), 0, take);
      }
    }
    return out.toByteArray();
  }

  /** D: the entropy of the directions of the first n joined bytes. */
  double direction(int n) {
    int left = n;
    int client = 0;
    for (int i = 0; i < chunks.size(); i++) {
      int take = Math.min(left, chunks.get(i).length);
      left -= take;
      client += directions.get(i) == Direction.TO_SERVER ? take : 0;
    }
    return entropy(Map.of(0, client, 1, n - client), n);
  }

  /** H, H.hi, H.pop, X.text, X.bin of the first n bytes. */
  static double[] measures(byte[] bytes, int n) {
    byte[] first = Arrays.copyOf(bytes, n);
    return new double[] {
      entropy(groups(first, b -> b), n),
      entropy(groups(first, b -> b / 16), n),
      entropy(groups(first, Integer::bitCount), n),
      crossEntropy(first, TEXT),
      crossEntropy(first, BIN)
    };
  }

  private static Map<Integer, Integer> groups(byte[] bytes, IntUnaryOperator group) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (byte b : bytes) {
      counts.merge(group.applyAsInt(b & 0xff), 1, Integer::sum);
    }
    return counts;
  }

  private static double entropy(Map<Integer, Integer> counts, int n) {
    double sum = 0;
    for (int c : counts.values()) {
      double p = (double) c / n;
      sum += c == 0 ? 0 : -p * Math.log(p) / Math.log(2);
    }
    return sum;
  }

  private static double crossEntropy(byte[] bytes, double[] weights) {
    double sum = 0;
    for (byte b : bytes) {
      int k = classOf(b & 0xff);
      sum += -Math.log(weights[k] / SIZES[k]) / Math.log(2);
    }
    return sum / bytes.length;
  }

  private static int classOf(int b) {
    String name;
    if (b == 0) {
      name = "00";
    } else if (b == 9 || b == 10 || b == 13) {
      name = "09,0a,0d";
    } else if (b < 32) {
      name = "<20";
    } else if (b == 32) {
      name = "20";
    } else if (Character.isDigit(b)) {
      name = "0-9";
    } else if (b < 127 && Character.isUpperCase(b)) {
      name = "A-Z";
    } else if (b < 127 && Character.isLowerCase(b)) {
      name = "a-z";
    } else {
      name = b < 127 ? "other" : "7f-ff";
    }
    return Arrays.asList(CLASSES).indexOf(name);
  }
}
