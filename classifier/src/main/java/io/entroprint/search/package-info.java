/**
 * The distance between a stream and a fingerprint, and the nearest of many fingerprints by it:
 * exactly, as if each had been compared.
 *
 * <p><b>The idea.</b> A distance is a weighted sum of absolute differences over 272 numbers ({@link
 * io.entroprint.search.EntropyDistance}). Over any of them together it is at least the difference
 * of the two sums: {@code |sum a - sum b| <= sum |a - b|}. So a few sums a fingerprint give a bound
 * from below, and who is bounded above the nearest found so far need not be compared. As entropies
 * mostly differ the same way, and at all offsets of a band of neighbouring ones, a bound of 20 sums
 * leaves few in a hundred, one of 128 most of the distance.
 *
 * <p><b>The layout.</b>
 *
 * <pre>
 * FingerprintIndex          a part of the vectors (VectorPart), its weights (Weighting)
 *   FingerprintGroups       all fingerprints, label by label
 *     ScaledVector[]        one a fingerprint: numbers times weights, a row each
 *     SumRows               sums over 8 bands of offsets, as whole numbers, a row each
 *     Leader[]              one for each few of a label that are near each other
 *     BoundColumns          the 20 sums (CoarseSums), one float array each:
 *
 *         leader             0     1     2     3   ...
 *         entropies, band 1 [.]   [.]   [.]   [.]  ...   one loop along a few columns
 *         entropies, band 2 [.]   [.]   [.]   [.]  ...   bounds all leaders, without a branch
 *         ...
 * </pre>
 *
 * <p>A search ({@link io.entroprint.search.IndexQuery} is its workspace) bounds all leaders, and
 * looks at them in rounds, from the least bound to a limit and from there to another ({@link
 * io.entroprint.search.LeaderBounds}), until the rest is above the limit of the ranking ({@link
 * io.entroprint.search.Ranking}). Those of a round are bounded by their rows, and who may still be
 * near enough is compared, least bound first ({@link io.entroprint.search.LeastFirst}); a
 * comparison is given up as soon as it is certain to end above the limit. Who stands behind a
 * leader differs from it by a known sum, and so is bounded by the leader's distance less that
 * ({@link io.entroprint.search.Leader}).
 *
 * <p><b>The cost.</b> Of {@code n} leaders the first bound reads at most 20 floats each and what
 * says how far it reaches, in order; the second a row of 158 whole numbers of one in fifty; a full
 * comparison two rows of 272 doubles, of two or three. {@code SearchBenchmark} of the module of
 * benchmarks measures it. Sums are rounded: {@link io.entroprint.search.CoarseSums} and {@link
 * io.entroprint.search.SumRows} say by how much the bound is lowered for that, and ties are decided
 * by comparing in full, so that the answer does not depend on any of this.
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
