package io.entroprint.fit;

import java.util.Objects;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/** What training computes with: an optional dependency, which who only classifies does not need. */
public final class CommonsMath {
  private CommonsMath() {}

  /**
   * Says at once that it is missing, rather than when an hour of work needs it.
   *
   * @throws IllegalStateException if it is
   */
  public static void require() {
    try {
      Objects.requireNonNull(CholeskyDecomposition.class);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "to train, commons-math3 (org.apache.commons:commons-math3) is needed on the class path,"
              + " or its module commons.math3 among the modules",
          e);
    }
  }
}
