package io.entroprint.capture;

/** The limits of a {@link FlowTable}, which its builder documents. */
record FlowLimits(
    int maxStreams,
    int maxStreamsPerClient,
    int maxBufferedBytesPerStream,
    long maxBufferedBytes,
    long tcpIdleNanos,
    long udpIdleNanos,
    boolean keepsProxyHeaders) {}
