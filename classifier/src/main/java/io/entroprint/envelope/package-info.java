/**
 * What net-entropy does: an envelope of the entropy that a protocol's connections keep to, and an
 * alarm when one leaves it or comes back.
 *
 * <p>A {@link io.entroprint.envelope.ProtoSpec} is the envelope, in net-entropy's own file format;
 * an {@link io.entroprint.envelope.EnvelopeMonitor} watches streams by such; an {@link
 * io.entroprint.envelope.EnvelopeLearner} makes one from streams of one protocol. An {@link
 * io.entroprint.envelope.Alarm} goes out as net-entropy's line, as JSON or to syslog.
 *
 * <h2>Bits or deviations</h2>
 *
 * A bound in bits is a test of length: random bytes pass 7.9 only after about 1.9 KiB. Bounds may
 * therefore also be given in standard deviations from the entropy that uniform random bytes of the
 * same length have ({@link io.entroprint.envelope.ProtoSpec.BoundUnit#DEVIATIONS}). Random bytes
 * are then near 0 at any length, and text and headers some tens or hundreds below.
 */
package io.entroprint.envelope;
