package io.entroprint.cli.base;

/** Memory that is put by so that a program that has no other can still say so. Thread-safe. */
public final class MemoryReserve {
  private static final int BYTES = 1 << 19;

  @SuppressWarnings("UnusedVariable") // what it is for is to be there
  private static volatile byte[] reserve;

  private MemoryReserve() {}

  /** Puts it by: before all else. */
  public static void keep() {
    reserve = new byte[BYTES];
  }

  /** Gives it up, once and for all. */
  static void release() {
    reserve = null;
  }
}
