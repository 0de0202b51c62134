/**
 * From streams that nobody can name to groups of streams that are probably one thing, and to a map
 * of them.
 *
 * <p><b>The groups.</b> {@link io.entroprint.discover.StreamGrouping} is DBSCAN (M. Ester, H.-P.
 * Kriegel, J. Sander and X. Xu, A Density-Based Algorithm for Discovering Clusters, KDD 1996) over
 * the library's own distance made symmetric: the mean of the distance from the one stream to the
 * other and back. Nobody has to say how near is near: the library does. Two streams are neighbours
 * if they are nearer to each other than twice the distance within which the library's calibration
 * found four of five streams of one label from different capture families, and nearer than 0.8 of
 * the distance from either to the nearest label that it is not: what is as near to a protocol that
 * it is not as to each other is no kin.
 *
 * <p><b>The choice.</b> The method and its three numbers were chosen on labels that the published
 * figures do not have; EXPERIMENTS.md has what was compared (HDBSCAN, average linkage, k-means,
 * byte entropy alone), and {@code Discovering} of the module of benchmarks prints it.
 *
 * <p><b>The cost.</b> For n streams n * n comparisons in time, most of which are given up after a
 * few numbers, and memory in proportion to n. Beyond a limit the groups are found among a sample,
 * and the others join them.
 *
 * <p><b>The map.</b> {@link io.entroprint.discover.StreamMap} puts streams in two dimensions so
 * that those that are alike stand together.
 *
 * <p>Both depend on the streams, their order and the library alone: they use no random numbers but
 * of a fixed seed, no threads, and only arithmetic that is the same on any machine.
 */
package io.entroprint.discover;
