/**
 * From measurements to a verdict. Nothing here knows packets: a {@link
 * io.entroprint.stream.StreamEvidence} is all that is asked.
 *
 * <p>How a {@link io.entroprint.match.Verdict} comes about:
 *
 * <ol>
 *   <li>A stream whose start was not seen is undecided, for all offsets count from there; so is one
 *       without payload, one of less than 8 bytes, and one whose transport the library does not
 *       have ({@link io.entroprint.match.Verdict.Reason}).
 *   <li>Its vector is compared with every fingerprint of its transport, and the nearest of each
 *       label is found: what counts is how near the nearest is, and how much farther the next
 *       label.
 *   <li>The calibration in the library's header makes a probability of that: how often, when the
 *       library was built, an answer like this was right for captures of another origin. A stream
 *       that still goes on is judged by the calibration of the last checkpoint that it has reached,
 *       a power of two from 16 bytes to 4 KiB; one that has ended by that of ended streams.
 *   <li>Below the library's threshold the stream is {@code unknown}: that much is given up of the
 *       known streams (false rejections) so that most strangers are told. From it on the label is
 *       given, with the probability as its confidence.
 *   <li>Of a stream with a label, client, server and settings are claimed where the build found
 *       that the label shows them: the nearest of the label's fingerprints that carry the
 *       attribute, over the part of the vector that shows it, with a calibration of its own.
 *   <li>The nature (the field says payload type: plaintext, compressed, encrypted) of a stream with
 *       a label is that of the label's most similar fingerprint; of any other it comes from the
 *       counts alone, where these are enough.
 * </ol>
 *
 * <p>{@link io.entroprint.match.StreamClassifier} does this for one question. {@link
 * io.entroprint.match.VerdictTracker} asks at each checkpoint of a stream and says when its label
 * is decided: when two checkpoints in a row, or the end, name it with the confidence that gave the
 * wanted precision when the library was built. {@link io.entroprint.match.Decision} is what it
 * comes down to.
 */
package io.entroprint.match;
