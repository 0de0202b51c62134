/** {@code envelope}: net-entropy's envelopes of a protocol, learned and checked. */
package io.entroprint.cli.envelope;
