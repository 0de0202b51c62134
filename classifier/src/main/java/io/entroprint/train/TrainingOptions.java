package io.entroprint.train;

import io.entroprint.search.EntropyDistance;
import io.entroprint.stream.Transport;

/**
 * What a library is made of.
 *
 * @param fewestBytes streams with fewer measured payload bytes are left out
 * @param mostPerFamily at most so many streams of one label and family, evenly spread over them in
 *     the order of their labels: breadth of families is what accuracy lives on, not many of one
 * @param radius a stream this near to a kept one of the same label, family and nature, or to those
 *     of three other families, is not kept, but counted for it; see {@link EntropyDistance}
 * @param knownLostTcp the share of TCP streams of known labels that may be called unknown although
 *     their label is right, 0 to 1: the more, the more strangers are called unknown, too
 * @param knownLostUdp the same over UDP, where a stream says less
 * @param dropSuspects whether streams that look mislabelled are left out; they are reported in any
 *     case, see {@link TrainingReport}
 * @param threads how many threads may work at a time; the result does not depend on it
 */
public record TrainingOptions(
    int fewestBytes,
    int mostPerFamily,
    double radius,
    double knownLostTcp,
    double knownLostUdp,
    boolean dropSuspects,
    int threads) {

  /** What the bundled library is made with, on one thread. */
  public static TrainingOptions defaults() {
    return new TrainingOptions(32, 20, 0.10, 0.025, 0.04, false, 1);
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative, or there is no thread or no stream
   */
  public TrainingOptions {
    if (fewestBytes < 0
        || mostPerFamily < 1
        || !(radius >= 0)
        || !(knownLostTcp >= 0 && knownLostTcp < 1)
        || !(knownLostUdp >= 0 && knownLostUdp < 1)
        || threads < 1) {
      throw new IllegalArgumentException("training options out of range");
    }
  }

  /** The share of streams of known labels that may be called unknown although they are right. */
  public double knownLost(Transport transport) {
    return transport == Transport.TCP ? knownLostTcp : knownLostUdp;
  }

  /** The same with another number of threads. */
  public TrainingOptions withThreads(int number) {
    return new TrainingOptions(
        fewestBytes, mostPerFamily, radius, knownLostTcp, knownLostUdp, dropSuspects, number);
  }

  /** The same, with streams that look mislabelled left out or not. */
  public TrainingOptions withDropSuspects(boolean dropped) {
    return new TrainingOptions(
        fewestBytes, mostPerFamily, radius, knownLostTcp, knownLostUdp, dropped, threads);
  }
}
