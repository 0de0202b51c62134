/**
 * Bytes to counts, counts to entropy vectors, capture files to streams. Requires nothing but {@code
 * java.base}; live capture, and nothing else, needs pcap4j.
 */
module io.entroprint.core {
  requires static java.sql; // pcap4j's times
  requires static org.pcap4j.core;

  exports io.entroprint.entropy;
  exports io.entroprint.stream;
  exports io.entroprint.capture;
}
