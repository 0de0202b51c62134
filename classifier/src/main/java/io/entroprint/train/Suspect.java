package io.entroprint.train;

import io.entroprint.label.LabelledStream;
import io.entroprint.library.Label;
import java.util.Locale;

/**
 * A labelled stream that looks mislabelled.
 *
 * @param stream the stream
 * @param nearer another label, of which another capture family has a stream close by
 * @param distance how far that one is
 * @param ownDistance how far the nearest of the stream's own label in another family is
 */
public record Suspect(LabelledStream stream, Label nearer, double distance, double ownDistance) {

  /** Where its label was said, such as {@code labels.csv line 12}. */
  public String place() {
    return stream.truth().place();
  }

  /** Why it is suspected, in one sentence. */
  public String reason() {
    return String.format(
        Locale.ROOT,
        "said to be %s, but %s of another family is as near as %.3f and %s of another family no"
            + " nearer than %.3f",
        stream.truth().label().orElseThrow(),
        nearer,
        distance,
        stream.truth().label().orElseThrow(),
        ownDistance);
  }

  /** The place, the stream and the reason. */
  @Override
  public String toString() {
    return "%s: %s in %s: %s"
        .formatted(place(), stream.truth().key(), stream.truth().capture(), reason());
  }
}
