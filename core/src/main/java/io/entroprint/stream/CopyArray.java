package io.entroprint.stream;

/**
 * An array that a thread copies the bytes of direct buffers into, over and over: no call allocates
 * one, and no two threads share one.
 *
 * <p>It is taken while an observer looks at it. If that observer hands a buffer to another one
 * meanwhile, the other gets an array of its own, so that the first one's bytes stay what they are.
 */
final class CopyArray {
  /** So many bytes stay in the nearest cache, and a call for each weighs nothing. */
  static final int LENGTH = 4096;

  private static final ThreadLocal<CopyArray> OF_THREADS = ThreadLocal.withInitial(CopyArray::new);

  private byte[] spare;

  private CopyArray() {}

  static CopyArray ofThisThread() {
    return OF_THREADS.get();
  }

  byte[] take() {
    byte[] array = spare == null ? new byte[LENGTH] : spare;
    spare = null;
    return array;
  }

  void giveBack(byte[] array) {
    spare = array;
  }
}
