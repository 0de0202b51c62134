/**
 * From distances to probabilities: the calibration that a library keeps in its header, what of it
 * holds for labels, for attributes and for streams that still go on.
 *
 * <p><b>The idea.</b> A distance says nothing by itself: 0.2 is much for a protocol whose
 * implementations are alike, and little for one whose are not, and it means less if another label
 * is about as near. Where a stream differs says more than how far it is: two versions of a protocol
 * part late, two protocols at the first bytes. So a stream is asked about in two steps ({@link
 * io.entroprint.confidence.CandidateRule}): up to four of the nearest labels are put in order by
 * the differences over five bands of offsets, in each view and measure, and a logistic function of
 * the differences to the first and to the second says how sure the first is. It is fitted to
 * answers about captures of other families than those that were asked, and about strangers that are
 * natural: streams whose label was left out of the library. What it gives can be taken at its word,
 * which an evaluation checks by bins (reliability). A claim of software or settings has a smaller
 * function of the same kind ({@link io.entroprint.confidence.ClaimCalibration}).
 *
 * <p><b>Who fits.</b> The package of fits, at each build of a library; reading it back needs
 * nothing but the header. {@code FORMAT.md} has the names of its numbers.
 *
 * <p><b>Literature.</b> J. Platt, Probabilistic Outputs for Support Vector Machines and Comparisons
 * to Regularized Likelihood Methods, 1999 (a logistic function of a score, fitted to what was held
 * out); D. McFadden, Conditional Logit Analysis of Qualitative Choice Behavior, 1974 (a choice
 * among candidates by their own numbers); C. K. Chow, On Optimum Recognition Error and Reject
 * Tradeoff, IEEE Transactions on Information Theory 16, 1970 (a threshold of the probability as the
 * best rule to reject by).
 *
 * <p>Not exported: a host sees the probability in a verdict.
 */
package io.entroprint.confidence;
