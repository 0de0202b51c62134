package io.entroprint.cli.base;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who mistyped a word. */
public final class Suggestion {
  /** In a word of up to so many letters one may be wrong, in a longer one two. */
  private static final int SHORT = 3;

  private Suggestion() {}

  /**
   * The known words that are nearest to the given one: by the fewest letters that are missing, too
   * many, wrong, or changed places with their neighbour (restricted Damerau-Levenshtein distance);
   * of equally near ones, those that have the most letters in common with it, in any order. Behind
   * {@code =} of an option stands its value.
   *
   * @return such as {@code a or b}; empty if none is near, or the given word is known
   */
  public static Optional<String> of(String typed, Collection<String> known) {
    int value = typed.startsWith("-") ? typed.indexOf('=') : -1;
    String word = (value < 0 ? typed : typed.substring(0, value)).toLowerCase(Locale.ROOT);
    List<String> best = new ArrayList<>();
    int most = word.replace("-", "").length() <= SHORT ? 1 : 2;
    int fewest = most + 1;
    int mostCommon = 0;
    for (String candidate : known) {
      int errors = distance(word, candidate.toLowerCase(Locale.ROOT));
      int common = commonLetters(word, candidate);
      boolean nearer = errors < fewest || (errors == fewest && common > mostCommon);
      if (nearer && errors <= most) {
        best.clear();
        fewest = errors;
        mostCommon = common;
      }
      if (errors == fewest && common == mostCommon) {
        best.add(candidate);
      }
    }
    return best.isEmpty() || known.contains(typed)
        ? Optional.empty()
        : Optional.of(String.join(" or ", best));
  }

  private static int commonLetters(String a, String b) {
    StringBuilder rest = new StringBuilder(b);
    int common = 0;
    for (int i = 0; i < a.length(); i++) {
      int at = rest.indexOf(a.substring(i, i + 1));
      if (at >= 0) {
        rest.deleteCharAt(at);
        common++;
      }
    }
    return common;
  }

  private static int distance(String a, String b) {
    int[] older = new int[b.length() + 1];
    int[] above = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(Math.min(above[j], row[j - 1]) + 1, above[j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, older[j - 2] + 1);
        }
        row[j] = least;
      }
      int[] spare = older;
      older = above;
      above = row;
      row = spare;
    }
    return above[b.length()];
  }
}
