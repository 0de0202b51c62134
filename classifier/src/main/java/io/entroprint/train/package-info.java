/**
 * From labelled captures to a fingerprint library, and how good such a library is on capture
 * families that it has not seen.
 */
package io.entroprint.train;
