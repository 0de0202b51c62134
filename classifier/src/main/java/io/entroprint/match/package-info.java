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
 *   <li>Its vector is compared with every fingerprint of its transport, and the nearest fingerprint
 *       of each of up to four labels is looked at more closely: not only how far it is, but at
 *       which offsets, in which views and in which measures the two differ. A weighted sum of these
 *       differences orders the four; the first gives the label.
 *   <li>A second weighted sum, of the differences to the first and to the second, makes a
 *       probability: how often, when the library was built, an answer like this was right for
 *       captures of another origin and for strangers whose label was left out. A stream that still
 *       goes on is judged by the weights of the last checkpoint that it has reached, a power of two
 *       from 16 bytes to 4 KiB; one of which one direction was captured by weights of its own; one
 *       that has ended by those of ended streams. A library without such weights has a plain
 *       logistic function of the nearest distance and of how much farther the next label is.
 *   <li>Below the library's threshold the stream is {@code unknown}: that much is given up of the
 *       known streams (false rejections) so that most strangers are told. From it on the label is
 *       given, with the probability as its confidence.
 *   <li>Of a stream with a label, client, server and settings are claimed where the build found
 *       that the label shows them: the nearest of the label's fingerprints that carry a value, over
 *       the part of the vector that shows it, with a calibration of its own. Fingerprints of the
 *       label without a value compete too: they stand for software that nobody named. Where the
 *       version is not sure enough the product alone is claimed.
 *   <li>The nature (the field says payload type: plaintext, compressed, encrypted) of a stream with
 *       a label is that of the label's most similar fingerprint, unless the counts of its bytes
 *       speak against it; of any other it comes from the counts alone, where these are enough.
 * </ol>
 *
 * <p>{@link io.entroprint.match.StreamClassifier} does this for one question. {@link
 * io.entroprint.match.VerdictTracker} looks at a stream as it grows and says when its label is
 * decided: when two looks in a row, one that is very sure, or the end names it with the confidence
 * that gave the wanted precision when the library was built. {@link
 * io.entroprint.match.Verdict.Decision} is what it comes down to.
 */
package io.entroprint.match;
