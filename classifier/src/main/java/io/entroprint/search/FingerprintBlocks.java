package io.entroprint.search;

import io.entroprint.library.Fingerprint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All fingerprints of an index, in blocks of so many that what is worked out for a block stays in a
 * processor's first cache. Immutable; a search allocates nothing.
 */
final class FingerprintBlocks {
  /** How many fingerprints a block has at the most. */
  private static final int SIZE = 1024;

  private final Weighting weighting;
  private final FingerprintBlock[] blocks;

  /**
   * Makes fingerprints ready for being searched.
   *
   * @param group what the fingerprints of a group have in common
   */
  FingerprintBlocks(
      Weighting weighting, List<Fingerprint> fingerprints, Function<Fingerprint, ?> group) {
    this.weighting = weighting;
    int size = fingerprints.size();
    Map<Object, Integer> numbers = new HashMap<>();
    int[] groups = new int[size];
    for (int i = 0; i < size; i++) {
      Object key = group.apply(fingerprints.get(i));
      groups[i] = numbers.computeIfAbsent(key, k -> numbers.size());
    }
    blocks = new FingerprintBlock[(size + SIZE - 1) / SIZE];
    for (int b = 0; b < blocks.length; b++) {
      int to = Math.min(size, (b + 1) * SIZE);
      blocks[b] = new FingerprintBlock(weighting, fingerprints, groups, b * SIZE, to);
    }
  }

  /** The numbers of the fingerprint at a place, as they are compared. */
  ScaledVector vector(int place) {
    return blocks[place / SIZE].vector(place % SIZE);
  }

  /** Room for searches. */
  IndexQuery query() {
    return new IndexQuery(weighting, blocks.length == 0 ? 0 : blocks[0].size());
  }

  /**
   * Offers a ranking every fingerprint that can change it.
   *
   * @param among which fingerprints may answer
   */
  void search(IndexQuery query, Ranking ranking, Predicate<Fingerprint> among) {
    for (FingerprintBlock block : blocks) {
      block.search(query, ranking, among);
    }
  }
}
