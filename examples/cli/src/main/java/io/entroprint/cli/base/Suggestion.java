package io.entroprint.cli.base;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who mistyped a word. */
public final class Suggestion {
  /** One letter in so many may be wrong. */
  private static final int LETTERS_PER_ERROR = 3;

  private Suggestion() {}

  /**
   * The known word that is nearest to the given one: by the fewest letters that are missing, too
   * many, wrong, or changed places with their neighbour (restricted Damerau-Levenshtein distance);
   * of several the first in their order. Behind {@code =} of an option stands its value.
   *
   * @return empty if none is near, or the given word is known
   */
  public static Optional<String> of(String typed, Collection<String> known) {
    int value = typed.startsWith("-") ? typed.indexOf('=') : -1;
    String word = (value < 0 ? typed : typed.substring(0, value)).toLowerCase(Locale.ROOT);
    String best = null;
    int fewest = Math.max(1, word.length() / LETTERS_PER_ERROR) + 1;
    for (String candidate : known) {
      int errors = distance(word, candidate.toLowerCase(Locale.ROOT));
      if (errors < fewest) {
        best = candidate;
        fewest = errors;
      }
    }
    return Optional.ofNullable(best).filter(b -> !known.contains(typed));
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
