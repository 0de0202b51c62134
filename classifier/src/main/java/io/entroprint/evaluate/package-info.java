/**
 * How good a library is on captures that had no part in building it: scores per label, how sure the
 * confidence is, rejection of strangers, software, nature, and simpler ways on the same streams.
 */
package io.entroprint.evaluate;
