/**
 * From labelled streams to a fingerprint library, and a report of what became of the streams.
 *
 * <p>{@link io.entroprint.train.Trainer} leaves out what is not fit, looks for streams that seem
 * mislabelled, keeps the fingerprints that tell the labels apart, adds those that tell client,
 * server and settings, and fits the calibration to streams whose capture family was left out. Two
 * steps are old ideas about nearest neighbours, changed so that families count and not streams:
 *
 * <ul>
 *   <li>editing: D. L. Wilson, Asymptotic Properties of Nearest Neighbor Rules Using Edited Data,
 *       IEEE Transactions on Systems, Man and Cybernetics 2, 1972. A stream is suspected if another
 *       label is clearly nearer, in other families, than its own; it is told and kept unless asked
 *       otherwise.
 *   <li>condensing: P. E. Hart, The Condensed Nearest Neighbor Rule, IEEE Transactions on
 *       Information Theory 14, 1968. Within a family those are kept that stand for all others
 *       within a radius, farthest first; across families one is dropped only if several others have
 *       one close by.
 * </ul>
 *
 * <p>It needs commons-math3, which is optional: who only classifies does not have it.
 */
package io.entroprint.train;
