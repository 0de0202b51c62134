/**
 * The distance between a stream and a fingerprint, and the nearest of many fingerprints by it:
 * exactly, as if each had been compared.
 *
 * <p><b>The idea.</b> A distance is a weighted sum of absolute differences over 272 numbers ({@link
 * io.entroprint.search.EntropyDistance}). The sum over a band of neighbouring offsets is at least
 * the difference of the two sums over the band: {@code |sum a - sum b| <= sum |a - b|}. So a few
 * sums a fingerprint give a bound from below, and who is bounded above the nearest found so far
 * need not be compared. As an entropy mostly differs the same way at all offsets of a band, the
 * bound is about nineteen twentieths of the distance, and few are left to compare.
 *
 * <p><b>The layout.</b>
 *
 * <pre>
 * FingerprintIndex          a part of the vectors (VectorPart), its weights (Weighting)
 *   FingerprintGroups       all fingerprints, label by label
 *     ScaledVector[]        one a fingerprint: numbers times weights, a row each
 *     RoundedRows           the same in 16 bits a number
 *     Leader[]              one for each few of a label that are near each other
 *     BoundColumns[]        the band sums (BandSums), one float array a coordinate, for 1024 leaders:
 *
 *         leader             0     1     2     3   ...
 *         H, 1st band       [.]   [.]   [.]   [.]  ...   one loop along a few columns
 *         H, 2nd band       [.]   [.]   [.]   [.]  ...   bounds all leaders of the
 *         ...                                            block, without a branch
 * </pre>
 *
 * <p>A search ({@link io.entroprint.search.IndexQuery} is its workspace) bounds all leaders, looks
 * through the label of the least bound first ({@link io.entroprint.search.LeastFirst}), and ends
 * with the first label whose bound is above the limit of the ranking ({@link
 * io.entroprint.search.Ranking}). Of a label, only those are compared in full whose bound, and then
 * whose rounded row, is not above the limit; a comparison is given up as soon as it is certain to
 * end above the limit. Who stands behind a leader differs from it by a known sum, and so is bounded
 * by the leader's distance less that ({@link io.entroprint.search.Leader}). At each coordinate
 * stands the sum from the beginning of its band, so that a band may end wherever a stream does.
 *
 * <p><b>The cost.</b> Of {@code n} fingerprints the bound reads at most 64 floats each, in order; a
 * full comparison reads two rows of 272. {@code SearchBenchmark} of the module of benchmarks
 * measures both. Sums in float are rounded: {@link io.entroprint.search.BandSums} says by how much
 * the bound is lowered for that, and ties are decided by comparing in full, so that the answer does
 * not depend on any of this.
 *
 * <p><b>Literature.</b> Lower bounds by piecewise sums: B.-K. Yi and C. Faloutsos, Fast Time
 * Sequence Indexing for Arbitrary Lp Norms, VLDB 2000; E. Keogh, K. Chakrabarti, M. Pazzani and S.
 * Mehrotra, Dimensionality Reduction for Fast Similarity Search in Large Time Series Databases,
 * Knowledge and Information Systems 3, 2001 (piecewise aggregate approximation). Giving a
 * comparison up early: C.-D. Bei and R. M. Gray, An Improvement of the Minimum Distortion Encoding
 * Algorithm for Vector Quantization, IEEE Transactions on Communications 33, 1985 (partial
 * distance).
 *
 * <p>Not exported: a host asks a {@link io.entroprint.match.StreamClassifier}.
 */
package io.entroprint.search;
