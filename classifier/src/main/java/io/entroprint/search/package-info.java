/**
 * The distance between a stream and a fingerprint, and the nearest of many fingerprints by it:
 * exactly, as if each had been compared.
 *
 * <p>Not exported: a host asks a {@link io.entroprint.match.StreamClassifier}.
 */
package io.entroprint.search;
