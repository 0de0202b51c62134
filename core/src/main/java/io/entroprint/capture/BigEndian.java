package io.entroprint.capture;

/**
 * Numbers in network order. The caller checks bounds against the packet; the array checks its own.
 * Byte by byte: the JVM's views of arrays cost a short run more to set up and to compile than they
 * save.
 */
final class BigEndian {
  private BigEndian() {}

  static int u8(byte[] array, int at) {
    return array[at] & 0xff;
  }

  static int u16(byte[] array, int at) {
    return (array[at] & 0xff) << 8 | (array[at + 1] & 0xff);
  }

  static int i32(byte[] array, int at) {
    return u16(array, at) << 16 | u16(array, at + 2);
  }

  static long i64(byte[] array, int at) {
    return (long) i32(array, at) << 32 | (i32(array, at + 4) & 0xffff_ffffL);
  }
}
