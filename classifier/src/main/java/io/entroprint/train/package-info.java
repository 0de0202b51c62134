/** From labelled streams to a fingerprint library, and a report of what became of the streams. */
package io.entroprint.train;
