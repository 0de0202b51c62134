/**
 * From distances to probabilities: the calibration that a library keeps in its header, what of it
 * holds for labels, for attributes and for streams that still go on.
 *
 * <p><b>The idea.</b> A distance says nothing by itself: 0.2 is much for a protocol whose
 * implementations are alike, and little for one whose are not, and it means less if another label
 * is about as near. So a logistic function of two numbers, how near the nearest is for its label
 * and how much farther the next one, is fitted to answers about captures of other families than
 * those that were asked: whether they were right. What it gives can be taken at its word, which an
 * evaluation checks by bins (reliability).
 *
 * <p><b>Who fits.</b> The package of fits, at each build of a library; reading it back needs
 * nothing but the header. {@code FORMAT.md} has the names of its numbers.
 *
 * <p><b>Literature.</b> J. Platt, Probabilistic Outputs for Support Vector Machines and Comparisons
 * to Regularized Likelihood Methods, 1999 (a logistic function of a score, fitted to what was held
 * out); C. K. Chow, On Optimum Recognition Error and Reject Tradeoff, IEEE Transactions on
 * Information Theory 16, 1970 (a threshold of the probability as the best rule to reject by).
 *
 * <p>Not exported: a host sees the probability in a verdict.
 */
package io.entroprint.confidence;
