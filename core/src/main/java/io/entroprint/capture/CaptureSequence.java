package io.entroprint.capture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;

/**
 * Reads several captures as one: their packets in the order of their times, as if one machine had
 * written them into one file. For captures that were cut into files by size or time, and for those
 * of several taps.
 *
 * <pre>{@code
 * try (CaptureSequence captures = CaptureSequence.open(files, problems);
 *     FlowTable table = FlowTable.builder(observers).build()) {
 *   Packet packet = new Packet();
 *   while (captures.next(packet)) {
 *     table.accept(packet);
 *   }
 * }
 * }</pre>
 *
 * <p>The packets of one file keep their order; between files the earlier goes first, at the same
 * time that of the file named first. A file is open from its first packet's time to its last's, at
 * most {@value #MOST_OPEN} at a time, each with the memory of a {@link CaptureReader}. What is
 * wrong with a file is told, and the others go on. Not thread-safe.
 */
public final class CaptureSequence implements Closeable {
  /** How many captures may be open at a time. */
  public static final int MOST_OPEN = 256;

  private static final Comparator<Part> IN_ORDER =
      Comparator.<Part>comparingLong(part -> part.packet.timeNanos())
          .thenComparingInt(part -> part.index);

  private final CaptureReader.Builder settings;
  private final BiConsumer<Path, IOException> problems;
  private final List<Part> later = new ArrayList<>();
  private final PriorityQueue<Part> open = new PriorityQueue<>(IN_ORDER);
  private Part last;
  private int lastIndex = -1;

  /** One file. */
  private static final class Part {
    final int index;
    final Path file;
    final Packet packet = new Packet();
    CaptureReader reader;

    Part(int index, Path file) {
      this.index = index;
      this.file = file;
    }

    boolean next() throws IOException {
      return reader.next(packet);
    }

    void close() throws IOException {
      if (reader != null) {
        reader.close();
        reader = null;
      }
    }
  }

  private CaptureSequence(CaptureReader.Builder settings, BiConsumer<Path, IOException> problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /**
   * Looks into each file for the time of its first packet.
   *
   * @param files the captures, in any order; what is no regular file, such as a pipe, is held open
   * @param problems is told of files that cannot be read, now or later; the rest of such a file is
   *     left out
   */
  public static CaptureSequence open(List<Path> files, BiConsumer<Path, IOException> problems) {
    return open(files, CaptureReader.builder(), problems);
  }

  /**
   * The same for files that are still being written, or unpack to a great deal.
   *
   * @param settings with which each of them is opened
   */
  public static CaptureSequence open(
      List<Path> files, CaptureReader.Builder settings, BiConsumer<Path, IOException> problems) {
    CaptureSequence sequence = new CaptureSequence(settings, problems);
    for (int i = 0; i < files.size(); i++) {
      sequence.add(new Part(i, files.get(i)));
    }
    // The next one is taken from the end.
    sequence.later.sort(IN_ORDER.reversed());
    return sequence;
  }

  private void add(Part part) {
    try {
      part.reader = settings.open(part.file);
      if (part.next()) {
        later.add(part);
        if (Files.isRegularFile(part.file)) {
          part.close();
        }
      } else {
        part.close();
      }
    } catch (IOException e) {
      fail(part, e);
    }
  }

  private void fail(Part part, IOException e) {
    problems.accept(part.file, e);
    try {
      part.close();
    } catch (IOException again) {
      e.addSuppressed(again);
    }
  }

  /**
   * The next packet of all. Its bytes are valid until the next call.
   *
   * @return false at the end; {@code into} is then unchanged
   */
  public boolean next(Packet into) {
    if (last != null) {
      advance(last);
      last = null;
    }
    while (!later.isEmpty() && (open.isEmpty() || isDue())) {
      begin(later.remove(later.size() - 1));
    }
    Part first = open.poll();
    if (first == null) {
      return false;
    }
    Packet packet = first.packet;
    into.set(
        packet.timeNanos(),
        packet.linkType(),
        packet.array(),
        packet.offset(),
        packet.capturedLength(),
        packet.originalLength());
    last = first;
    lastIndex = first.index;
    return true;
  }

  private boolean isDue() {
    return IN_ORDER.compare(later.get(later.size() - 1), open.peek()) < 0;
  }

  private void begin(Part part) {
    if (open.size() == MOST_OPEN) {
      fail(
          part,
          new IOException(
              part.file + ": more than " + MOST_OPEN + " captures of the same time to be joined"));
      return;
    }
    if (part.reader != null) {
      open.add(part);
      return;
    }
    try {
      part.reader = settings.open(part.file);
    } catch (IOException e) {
      fail(part, e);
      return;
    }
    advance(part);
  }

  private void advance(Part part) {
    try {
      if (part.next()) {
        open.add(part);
      } else {
        part.close();
      }
    } catch (IOException e) {
      fail(part, e);
    }
  }

  /** The place among the files of the one that the last packet came from; -1 before the first. */
  public int lastIndex() {
    return lastIndex;
  }

  @Override
  public void close() throws IOException {
    if (last != null) {
      open.add(last);
      last = null;
    }
    for (Part part : later) {
      part.close();
    }
    for (Part part : open) {
      part.close();
    }
    later.clear();
    open.clear();
  }
}
