package io.entroprint.entropy;

/** The rows of the 16 x 16 table of byte values, a row for each high nibble. */
final class Rows {
  /** Rows whose number has the same number of one bits, from four ones to none. */
  static final byte[][] BY_ONES_DESCENDING = {
    {15}, {7, 11, 13, 14}, {3, 5, 6, 9, 10, 12}, {1, 2, 4, 8}, {0}
  };

  private Rows() {}
}
