package io.entroprint.stream;

import java.util.Optional;

/**
 * A header of the PROXY protocol, in which a load balancer tells a server whom it speaks for. It
 * stands before the first byte of the protocol proper and is not measured.
 *
 * @param version 1 (a line of text) or 2 (binary)
 * @param connection the connection that it names, client first; empty where it names none: a health
 *     check of the balancer itself, an unknown family, or a socket of the same machine
 * @param length how many bytes the client sent before the protocol proper begins
 * @see <a href="https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt">the specification</a>
 */
public record ProxyHeader(int version, Optional<FlowKey> connection, int length) {}
