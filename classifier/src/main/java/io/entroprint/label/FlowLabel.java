package io.entroprint.label;

import io.entroprint.library.Attributes;
import io.entroprint.library.Label;
import io.entroprint.stream.FlowKey;
import java.util.Optional;

/**
 * What somebody says a stream is.
 *
 * @param capture path of the capture that holds it, relative to the directory of captures, with
 *     {@code /} between names; empty if it may be any of them
 * @param key the five-tuple; a stream with the endpoints the other way round is meant as well
 * @param startNanos when it began, nanoseconds since 1970
 * @param label the protocol; empty where the stream is there for its content alone
 * @param attributes client, server, settings and nature, where known
 * @param family what must never be split between training and test: streams of one origin, which
 *     resemble each other more than they resemble the rest of the world; empty if the capture is
 *     one
 * @param content what ran inside, such as the format of a file; empty where it is not known
 * @param place where this is said, such as {@code labels.csv line 12}
 */
public record FlowLabel(
    Optional<String> capture,
    FlowKey key,
    long startNanos,
    Optional<Label> label,
    Attributes attributes,
    Optional<String> family,
    String content,
    String place) {

  /** The same with another label. */
  FlowLabel withLabel(Label other) {
    return new FlowLabel(
        capture, key, startNanos, Optional.of(other), attributes, family, content, place);
  }

  /** The same, now that the capture is known. */
  FlowLabel in(String found) {
    return new FlowLabel(
        Optional.of(found),
        key,
        startNanos,
        label,
        attributes,
        family.or(() -> Optional.of(found)),
        content,
        place);
  }
}
