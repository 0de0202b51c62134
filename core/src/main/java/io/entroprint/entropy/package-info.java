/**
 * From bytes to numbers: counts of byte values, the measures that are functions of those counts,
 * the offsets at which they are taken, and the vector that they make up.
 *
 * <p>Nothing here knows packets, streams or labels, and nothing here keeps a byte: {@link
 * io.entroprint.entropy.ByteCounts} forgets the order of what it was fed.
 */
package io.entroprint.entropy;
