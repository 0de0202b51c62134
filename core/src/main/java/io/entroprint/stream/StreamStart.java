package io.entroprint.stream;

/**
 * What is known when a stream is first seen.
 *
 * @param key the five-tuple, client first
 * @param ordinal the place of this stream among all of its source, from 0, in the order in which
 *     their observers were opened
 * @param startNanos time of the first packet, nanoseconds since 1970-01-01T00:00:00Z
 * @param midstream the start of a TCP connection was not seen; the client is then a guess (the
 *     sender of the first packet)
 */
public record StreamStart(FlowKey key, long ordinal, long startNanos, boolean midstream) {}
