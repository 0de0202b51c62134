package io.entroprint.benchmarks;

/** Something that is done with the bytes of one stream, from nothing to a result. */
public interface Subject {
  /**
   * Does it.
   *
   * @return a number that depends on the result, so that nothing is left out
   */
  double run(byte[] stream);
}
