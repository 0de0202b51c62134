/**
 * What training finds out and evaluation finds out again without some of the families: which
 * fingerprints are kept, and how sure their answers are.
 *
 * <p>Not exported: a host trains with {@link io.entroprint.train.Trainer}.
 */
package io.entroprint.fit;
