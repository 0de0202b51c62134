package io.entroprint.capture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers in network order. The caller checks bounds against the packet; the array checks its own.
 */
final class BigEndian {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  static int u8(byte[] array, int at) {
    return array[at] & 0xff;
  }

  static int u16(byte[] array, int at) {
    return (short) SHORT.get(array, at) & 0xffff;
  }

  static int i32(byte[] array, int at) {
    return (int) INT.get(array, at);
  }

  static long i64(byte[] array, int at) {
    return (long) LONG.get(array, at);
  }
}
