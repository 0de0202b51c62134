package io.entroprint.evaluate;

import io.entroprint.label.LabelledStream;
import java.util.List;
import java.util.function.BiFunction;

/** Decides which library may be asked about which stream. */
interface Examination {
  /**
   * Asks about each stream.
   *
   * @param ask asks whom it is given; called from several threads
   * @return what it gave, in the order of the streams
   */
  <T> List<T> each(List<LabelledStream> streams, BiFunction<LabelledStream, Examiner, T> ask)
      throws InterruptedException;
}
