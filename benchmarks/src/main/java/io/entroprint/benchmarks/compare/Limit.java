package io.entroprint.benchmarks.compare;

import io.entroprint.benchmarks.Streams;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Counting in C with four sub-tables, from {@code src/main/c/limit.c}. */
final class Limit {
  private final ByteBuffer bytes;
  private final ByteBuffer lengths;
  private final int streams;

  Limit(Streams of) {
    bytes = ByteBuffer.allocateDirect(of.totalBytes());
    lengths = ByteBuffer.allocateDirect(4 * of.size()).order(ByteOrder.nativeOrder());
    streams = of.size();
    for (int i = 0; i < streams; i++) {
      bytes.put(of.get(i));
      lengths.putInt(of.get(i).length);
    }
  }

  static void load(Path library) {
    System.load(library.toAbsolutePath().toString());
  }

  long run(int times) {
    return count(bytes, lengths, streams, times);
  }

  private static native long count(ByteBuffer bytes, ByteBuffer lengths, int streams, int times);
}
