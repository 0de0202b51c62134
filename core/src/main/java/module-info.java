/**
 * Bytes to counts, counts to entropy vectors, capture files to streams. Requires nothing but {@code
 * java.base}; live capture, and nothing else, needs pcap4j, and captures that are compressed by
 * anything but gzip need a library that unpacks them.
 */
module io.entroprint.core {
  requires static java.sql; // pcap4j's times
  requires static org.apache.commons.compress; // captures compressed by lz4 or bzip2
  requires static org.pcap4j.core;
  requires static org.tukaani.xz;

  exports io.entroprint.entropy;
  exports io.entroprint.stream;
  exports io.entroprint.capture;
}
