package io.entroprint.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entroprint.entropy.Direction;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamObserverTest {
  private static final byte[] BYTES = new byte[3 * CopyArray.LENGTH];

  static {
    new Random(3).nextBytes(BYTES);
  }

  @Test
  void buffersOfAnyKindAreTheirRemainingBytes() {
    for (int[] range : new int[][] {{0, 0}, {100, 100}, {100, 2_600}, {1, 4_097}, {5, 12_001}}) {
      byte[] expected = Arrays.copyOfRange(BYTES, range[0], range[1]);
      ByteBuffer heap = ByteBuffer.wrap(BYTES);
      ByteBuffer direct = ByteBuffer.allocateDirect(BYTES.length).put(BYTES);
      ByteBuffer within = ByteBuffer.allocate(BYTES.length + 7).position(7).slice().put(BYTES);
      for (ByteBuffer buffer :
          new ByteBuffer[] {heap, direct, within, heap.asReadOnlyBuffer(), direct.duplicate()}) {
        Taken taken = new Taken();
        taken.bytes(Direction.TO_SERVER, buffer.limit(range[1]).position(range[0]), 9);
        assertArrayEquals(expected, taken.all.toByteArray());
        assertEquals(range[1], buffer.position());
        assertEquals(range[1], buffer.limit());
      }
    }
  }

  @Test
  void evenAnEmptyBufferIsShown() {
    Taken taken = new Taken();
    taken.bytes(Direction.TO_CLIENT, ByteBuffer.allocateDirect(0), 9);
    taken.bytes(Direction.TO_CLIENT, ByteBuffer.allocate(0), 9);
    assertEquals(2, taken.calls);
  }

  @Test
  void anObserverMayHandOnOtherBuffersMeanwhile() {
    Taken inner = new Taken();
    Taken outer =
        new Taken() {
          @Override
          public void bytes(Direction direction, byte[] array, int offset, int length, long time) {
            inner.bytes(direction, ByteBuffer.allocateDirect(length), time);
            super.bytes(direction, array, offset, length, time);
          }
        };
    outer.bytes(Direction.TO_SERVER, direct(), 9);
    assertArrayEquals(BYTES, outer.all.toByteArray());
    assertArrayEquals(new byte[BYTES.length], inner.all.toByteArray());
  }

  @Test
  void afterAnObserverThatThrowsTheNextIsServed() {
    Taken throwing =
        new Taken() {
          @Override
          public void bytes(Direction direction, byte[] array, int offset, int length, long time) {
            throw new IllegalStateException();
          }
        };
    assertThrows(
        IllegalStateException.class, () -> throwing.bytes(Direction.TO_SERVER, direct(), 9));
    Taken next = new Taken();
    next.bytes(Direction.TO_SERVER, direct(), 9);
    assertArrayEquals(BYTES, next.all.toByteArray());
  }

  private static ByteBuffer direct() {
    return ByteBuffer.allocateDirect(BYTES.length).put(BYTES).flip();
  }

  private static class Taken implements StreamObserver {
    final ByteArrayOutputStream all = new ByteArrayOutputStream();
    int calls;

    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
      assertEquals(9, timeNanos);
      all.write(array, offset, length);
      calls++;
    }

    @Override
    public void ended(StreamSummary summary) {}
  }
}
