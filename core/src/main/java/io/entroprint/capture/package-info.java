/**
 * From packets to streams: pcap and pcapng files in pure Java, live interfaces by libpcap where
 * that is wanted, link and IP decoding, TCP reassembly, and the bounded table of streams that calls
 * a {@link io.entroprint.stream.StreamObserver}.
 */
package io.entroprint.capture;
