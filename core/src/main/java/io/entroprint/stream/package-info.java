/**
 * What a stream is: two directions of bytes between two endpoints, and the meter that turns them
 * into an entropy vector as they arrive.
 *
 * <p>A host with streams of its own feeds a {@link io.entroprint.entropy.StreamMeter}; a source of
 * streams (a capture, a live interface) calls a {@link io.entroprint.stream.StreamObserver}.
 */
package io.entroprint.stream;
