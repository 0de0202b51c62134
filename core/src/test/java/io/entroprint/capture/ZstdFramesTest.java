package io.entroprint.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entroprint.packets.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZstdFramesTest {
  private static final byte[] MAGIC = Wire.hex("28b52ffd");

  /** As RFC 8878, 3.1.1 says, of which only the lengths matter: what is in it is random. */
  private static byte[] frame(int descriptor, Random random) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(MAGIC);
    frame.write(descriptor);
    boolean oneSegment = (descriptor & 0x20) != 0;
    int size = new int[] {oneSegment ? 1 : 0, 2, 4, 8}[descriptor >> 6];
    int dictionary = new int[] {0, 1, 2, 4}[descriptor & 3];
    frame.writeBytes(bytes((oneSegment ? 0 : 1) + dictionary + size, random));
    for (int blocks = random.nextInt(4); blocks >= 0; blocks--) {
      int type = random.nextInt(3);
      int length = random.nextInt(300);
      int header = (length << 3) + (type << 1) + (blocks == 0 ? 1 : 0);
      frame.write(header);
      frame.write(header >> 8);
      frame.write(header >> 16);
      frame.writeBytes(bytes(type == 1 ? 1 : length, random));
    }
    frame.writeBytes(bytes((descriptor & 4) != 0 ? 4 : 0, random));
    return frame.toByteArray();
  }

  private static byte[] bytes(int count, Random random) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  static byte[] skippable(int variant, byte[] content) {
    byte[] length = new byte[4];
    for (int i = 0; i < 4; i++) {
      length[i] = (byte) (content.length >> (8 * i));
    }
    return Wire.join(new byte[] {(byte) (0x50 + variant), 0x2a, 0x4d, 0x18}, length, content);
  }

  private static byte[] read(byte[] file, int most) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    // Gives less than is asked for, as a pipe does.
    InputStream pipe =
        new FilterInputStream(new ByteArrayInputStream(file)) {
          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(length, most));
          }
        };
    ZstdFrames in = new ZstdFrames(pipe);
    byte[] piece = new byte[2 * most];
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      all.write(piece, 0, n);
    }
    assertEquals(-1, in.read());
    in.requireEnd();
    return all.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100, 10_000})
  void leavesOutTheSkippableFramesAndNothingElse(int most) throws IOException {
    Random random = new Random(most);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ByteArrayOutputStream wanted = new ByteArrayOutputStream();
    for (int descriptor = 0; descriptor < 256; descriptor++) {
      for (int i = random.nextInt(3); i > 0; i--) {
        file.writeBytes(skippable(descriptor & 0xf, bytes(random.nextInt(200), random)));
      }
      byte[] frame = frame(descriptor, random);
      file.writeBytes(frame);
      wanted.writeBytes(frame);
    }
    file.writeBytes(skippable(0, new byte[0]));
    assertArrayEquals(wanted.toByteArray(), read(file.toByteArray(), most));
  }

  @Test
  void passesOnWhatIsWrongWithinAFrame() throws IOException {
    Random random = new Random(1);
    byte[] frame = frame(0x24, random);
    byte[] reserved = Wire.join(MAGIC, new byte[] {0, 0}, new byte[] {7, 0, 0}, new byte[100]);
    for (byte[] tail : new byte[][] {{}, MAGIC, reserved, Arrays.copyOf(frame, 6)}) {
      byte[] file = Wire.join(frame, tail);
      assertArrayEquals(file, read(file, 50));
    }
    for (int length = 4; length < frame.length; length++) {
      byte[] cut = Arrays.copyOf(frame, length);
      assertArrayEquals(cut, read(cut, 50));
    }
  }

  @Test
  void saysWhatIsWrongBetweenFrames() {
    byte[] frame = frame(0x24, new Random(1));
    for (byte[] tail : new byte[][] {{0x28}, {0x50, 0x2a, 0x4d}}) {
      assertThrows(EOFException.class, () -> read(Wire.join(frame, tail), 50));
    }
    byte[] junk = Wire.join(frame, new byte[1000]);
    IOException e = assertThrows(IOException.class, () -> read(junk, 50));
    assertEquals("Not in zstd format", e.getMessage());
  }

  @Test
  void saysThatASkippableFrameEndsEarly() {
    byte[] whole = skippable(3, new byte[100]);
    for (int length = 4; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(EOFException.class, () -> read(cut, 50), "of " + length + " bytes");
    }
    byte[] huge = Wire.hex("502a4d18 ffffffff 0000");
    assertThrows(EOFException.class, () -> read(huge, 50));
  }

  /** Millions of them in a row are passed over without a call in a call. */
  @Test
  void passesOverAnyNumber() throws IOException {
    byte[] many = new byte[8 * 200_000];
    byte[] one = skippable(15, new byte[0]);
    for (int at = 0; at < many.length; at += 8) {
      System.arraycopy(one, 0, many, at, 8);
    }
    assertEquals(0, read(many, 1 << 16).length);
  }
}
