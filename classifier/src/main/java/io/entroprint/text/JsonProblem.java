package io.entroprint.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** What is wrong with a text of JSON. Needs jackson-core, as who asks does. */
public final class JsonProblem {
  private JsonProblem() {}

  /** In a few words, with the column. Where the parser's own bounds are met it names none. */
  public static String of(JsonProcessingException e) {
    return e.getLocation() == null
        ? "expected JSON with numbers of at most "
            + StreamReadConstraints.DEFAULT_MAX_NUM_LEN
            + " characters, nested at most "
            + StreamReadConstraints.DEFAULT_MAX_DEPTH
            + " deep"
        : "not JSON at column " + e.getLocation().getColumnNr();
  }
}
