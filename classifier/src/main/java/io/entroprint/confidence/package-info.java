/**
 * From distances to probabilities: the calibration that a library keeps in its header, what of it
 * holds for labels, for attributes and for streams that still go on.
 *
 * <p>Not exported: a host sees the probability in a verdict.
 */
package io.entroprint.confidence;
