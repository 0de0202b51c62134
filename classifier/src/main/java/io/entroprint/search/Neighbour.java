package io.entroprint.search;

import io.entroprint.library.Fingerprint;

/**
 * A fingerprint and how far it is.
 *
 * @param fingerprint the fingerprint
 * @param distance the distance from the stream to it, 0 or more
 */
public record Neighbour(Fingerprint fingerprint, double distance) {}
