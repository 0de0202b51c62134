package io.entroprint.fuzz;

import java.util.Arrays;

/** Reads numbers and bytes from an input, for targets that build their own input from it. */
public final class Choices {
  private final byte[] input;
  private int at;

  /** Choices from the first byte on. */
  public Choices(byte[] input) {
    this.input = input;
  }

  /** Whether there is more. */
  public boolean more() {
    return at < input.length;
  }

  /** The next byte, 0 to 255; 0 behind the end. */
  public int u8() {
    return at < input.length ? input[at++] & 0xff : 0;
  }

  /** The next two bytes, 0 to 65535. */
  public int u16() {
    return (u8() << 8) | u8();
  }

  /** The next four bytes. */
  public int i32() {
    return (u16() << 16) | u16();
  }

  /** So many bytes, or what is left. */
  public byte[] bytes(int count) {
    int end = Math.min(input.length, at + count);
    byte[] bytes = Arrays.copyOfRange(input, at, end);
    at = end;
    return bytes;
  }

  /** All that is left. */
  public byte[] rest() {
    return bytes(input.length);
  }
}
