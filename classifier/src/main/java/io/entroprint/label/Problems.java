package io.entroprint.label;

import io.entroprint.text.PrintableText;
import java.util.ArrayList;
import java.util.List;

/** Collects lines that say what is wrong; beyond a number of them it only counts. */
final class Problems {
  private static final int MOST = 100;

  private final String ofWhat;
  private final List<String> lines = new ArrayList<>();
  private int more;

  /**
   * None so far.
   *
   * @param ofWhat completes "and 12 more ..." for those that are not listed
   */
  Problems(String ofWhat) {
    this.ofWhat = ofWhat;
  }

  void add(String line) {
    if (lines.size() < MOST) {
      lines.add(PrintableText.of(line));
    } else {
      more++;
    }
  }

  List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    if (more > 0) {
      all.add("and " + more + " more " + ofWhat);
    }
    return all;
  }
}
