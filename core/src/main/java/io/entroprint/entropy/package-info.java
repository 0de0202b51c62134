/**
 * From bytes to numbers: counts of byte values, the measures that are functions of those counts,
 * the offsets at which they are taken, and the vector that they make up. Nothing here knows packets
 * or labels, and nothing here keeps a byte.
 *
 * <h2>The idea</h2>
 *
 * What a stream carries shows in how its bytes are spread over the 256 values, and how that spread
 * changes from the first byte to the last: text keeps to some dozens of values, headers to few, and
 * where a key exchange ends all values become alike. So a stream is measured at fixed offsets, each
 * direction by itself and both joined in the order of arrival:
 *
 * <pre>
 *                offset   1   2   3  ...  8  16  32  ...  4096
 *   both                  H H.hi H.pop X.text X.bin   at each
 *   to_server             the same
 *   to_client             the same
 *   both                  D                           at each
 * </pre>
 *
 * <p>A {@link io.entroprint.entropy.FeatureDefinition} says which measures and offsets these are, a
 * {@link io.entroprint.entropy.Measure} what is measured, an {@link
 * io.entroprint.entropy.EntropyVector} holds the numbers and how far each view reaches. An {@link
 * io.entroprint.entropy.EntropyCurve} holds the byte entropy alone at more offsets, for plots and
 * for telling encrypted from compressed. D, the direction entropy, is that of which side sent a
 * byte.
 *
 * <h2>How it is counted</h2>
 *
 * Every entropy is {@code log2 n - (1/n) sum of c log2 c} over the counts c of its groups, the
 * plug-in estimate of Shannon (1948). The terms come from tables in fixed point, integers with 40
 * bits behind the point, so that a sum is the same in whatever order the bytes came, on every
 * machine, to the last bit.
 *
 * <pre>
 *   bytes of a side          1 .. 8      9 .. 128       .. 512 of both      .. 65,536 of both
 *   kept for each byte       2 bytes     -              -                   -
 *   counts                   8 bits a value, 128 or 256 of them, together   32 bits a value
 *   groups (nibbles, ...)    in 8-bit lanes of four words                   read from the counts
 * </pre>
 *
 * <p>Most streams are short and there are many at a time, so the counts begin small and grow. The
 * groups of the first bytes are lanes of a 64-bit word, to which a byte adds one table entry each;
 * later, eight counts at a time are added up by masks and one multiplication: SIMD within a
 * register (Lamport 1975, "Multiple byte processing with full-word instructions"; Warren, "Hacker's
 * Delight", chapter 5 on counting bits).
 *
 * <h2>What it costs</h2>
 *
 * A look-up or two for each byte up to 512, later an increment. A measurement reads all counts
 * once, whatever the number of measures. A stream of 364 bytes, the median, takes at most 1 KiB of
 * memory, a long one at most 6 KiB; {@code benchmarks/RESULTS.md} has the figures.
 *
 * <h2>What random bytes give</h2>
 *
 * The plug-in estimate of a short sequence is too low (Miller 1955: by about (k-1)/(2 n ln 2) bits
 * for k symbols), so that no fixed threshold tells random bytes. {@link
 * io.entroprint.entropy.UniformBytes} has the exact expectation and deviation at each length.
 */
package io.entroprint.entropy;
