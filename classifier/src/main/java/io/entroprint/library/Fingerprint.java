package io.entroprint.library;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.Objects;

/**
 * One labelled entropy vector: an exemplar that streams are compared with.
 *
 * <p>The vector is rounded to whole units of 0.0001 bit, the resolution of the library file, so
 * that a library in memory and the same one read back have equal vectors and give equal distances.
 *
 * @param id the label, a slash and 4 to 12 digits, such as {@code ssh-2/0017}; unique in a library
 * @param label what the stream is
 * @param transport what carried it
 * @param attributes what else is known of it
 * @param vector its vector, rounded
 * @param streams how many streams it stands for, at least 1
 * @param firstSeen the day of the first of them, from 1970 to 9999
 * @param lastSeen the day of the last of them, not before the first
 * @param provenance where it comes from
 */
public record Fingerprint(
    String id,
    Label label,
    Transport transport,
    Attributes attributes,
    EntropyVector vector,
    int streams,
    LocalDate firstSeen,
    LocalDate lastSeen,
    Provenance provenance) {

  /**
   * @throws IllegalArgumentException if a component is not as said above, or the vector is empty
   */
  public Fingerprint {
    if (!FieldText.isId(id, label)) {
      throw new IllegalArgumentException(
          "the id of a fingerprint of "
              + label
              + " is '"
              + label
              + "/' and 4 to 12 digits, not "
              + FieldText.quoted(id));
    }
    Objects.requireNonNull(transport, "transport");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(provenance, "provenance");
    if (streams < 1) {
      throw new IllegalArgumentException(id + " stands for " + streams + " streams, not 1 or more");
    }
    FieldText.requireDate("first-seen", firstSeen);
    FieldText.requireDate("last-seen", lastSeen);
    if (lastSeen.isBefore(firstSeen)) {
      throw new IllegalArgumentException(
          id + " was last seen on " + lastSeen + ", before it was first seen on " + firstSeen);
    }
    if (vector.isEmpty()) {
      throw new IllegalArgumentException(id + " has an empty vector");
    }
    vector = Resolution.rounded(vector);
  }

  /**
   * The id of the fingerprint of a label and number.
   *
   * @param number 0 to 999,999,999,999
   * @throws IllegalArgumentException if the number is not in this range
   */
  public static String id(Label label, long number) {
    String digits = Long.toString(number);
    if (number < 0 || digits.length() > FieldText.MAX_NUMBER_DIGITS) {
      throw new IllegalArgumentException("not a number of 1 to 12 digits: " + number);
    }
    int zeros = Math.max(0, FieldText.MIN_NUMBER_DIGITS - digits.length());
    return label + "/" + "0".repeat(zeros) + digits;
  }

  /** The number in the id. */
  public long number() {
    return Long.parseLong(id, label.name().length() + 1, id.length(), 10);
  }

  /** The stream that this was made of, as if it had just ended: to compare it with others. */
  public StreamEvidence evidence() {
    return new StreamEvidence(transport, vector, EntropyCurve.NONE, true, false, false);
  }

  /** The same fingerprint under another id. */
  public Fingerprint withId(String newId) {
    return new Fingerprint(
        newId, label, transport, attributes, vector, streams, firstSeen, lastSeen, provenance);
  }
}
