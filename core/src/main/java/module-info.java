/**
 * Bytes to counts, counts to entropy vectors, capture files to streams. Requires nothing but {@code
 * java.base}.
 */
module io.entroprint.core {
  exports io.entroprint.entropy;
  exports io.entroprint.stream;
  exports io.entroprint.capture;
}
