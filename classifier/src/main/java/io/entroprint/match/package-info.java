/**
 * From a vector to a verdict: the distance between a stream and a fingerprint, the nearest
 * fingerprints, and what may be said of the stream on their account.
 *
 * <p>Nothing here knows packets: a {@link io.entroprint.stream.StreamEvidence} is all that is
 * asked.
 */
package io.entroprint.match;
