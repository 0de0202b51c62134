package io.entroprint.cli.base;

import io.entroprint.text.PrintableText;
import io.entroprint.text.Utf8Builder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Output of tasks that run at the same time, in the order of the tasks: the first unfinished one
 * writes through, the others are held back, and wait once they hold too much. Thread-safe.
 */
public final class OrderedOutput {
  private static final int CHUNK = 1 << 14;

  private final OutputStream out;
  private final PrintStream err;
  private final Progress progress;
  private final long mostHeld;
  private final Map<Integer, Section> open = new TreeMap<>();
  private int head;
  private long held;
  private boolean problems;
  private IOException failure;

  /**
   * Output to these streams.
   *
   * @param mostHeld how many bytes the tasks behind the first may hold back, all together
   */
  public OrderedOutput(Terminal terminal, Progress progress, long mostHeld) {
    this.out = terminal.out();
    this.err = terminal.err();
    this.progress = progress;
    this.mostHeld = mostHeld;
  }

  /** The output of the task of an index; each index from 0 up must be opened and closed once. */
  public synchronized Section section(int index) {
    Section section = new Section(index);
    open.put(index, section);
    return section;
  }

  /** Whether any section had a problem. */
  public synchronized boolean hadProblems() {
    return problems;
  }

  /** Text for one of the two streams. */
  private static final class Piece {
    private final byte[] text;
    private final Kind kind;

    Piece(byte[] text, Kind kind) {
      this.text = text;
      this.kind = kind;
    }

    static Piece line(String line, Kind kind) {
      return new Piece(Terminal.problemLine(line).getBytes(StandardCharsets.UTF_8), kind);
    }
  }

  /** What a piece is: the results, or a line on the error stream. */
  private enum Kind {
    RESULT,
    NOTICE,
    PROBLEM
  }

  /** The output of one task. One thread at a time. */
  public final class Section implements AutoCloseable {
    private final int index;
    private final Utf8Builder pending = new Utf8Builder(256);
    private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
    private boolean closed;

    /** Where a heading begins and ends that nothing has followed yet. */
    private int headingStart;

    private int headingEnd = -1;

    private Section(int index) {
      this.index = index;
    }

    /** Text for people, in which nothing commands a terminal any more. */
    public void print(String text) {
      pending.append(text);
      flushIfLarge();
    }

    /** Text for programs, in UTF-8. */
    public void write(byte[] text) {
      pending.append(text);
      flushIfLarge();
    }

    /**
     * A line above what follows: what file it is of. Without anything that follows it is not
     * written, so that thousands of captures without a stream do not hide the others.
     */
    public void heading(String name) {
      headingStart = pending.length();
      pending.append(PrintableText.of(name)).append(":\n");
      headingEnd = pending.length();
    }

    private void flushIfLarge() {
      if (pending.length() >= CHUNK) {
        flush();
      }
    }

    /** One line for the error stream, in its place among the output. */
    public void problem(String line) {
      flush();
      emit(this, Piece.line(line, Kind.PROBLEM));
    }

    /** The same for something that is worth to be known and is no problem. */
    public void notice(String line) {
      flush();
      emit(this, Piece.line(line, Kind.NOTICE));
    }

    private void flush() {
      if (pending.length() > 0) {
        emit(this, new Piece(pending.toBytes(), Kind.RESULT));
        pending.setLength(0);
        headingEnd = -1;
      }
    }

    /** The task is done. */
    @Override
    public void close() {
      if (pending.length() == headingEnd) {
        pending.setLength(headingStart);
      }
      try {
        flush();
      } finally {
        finish(this);
      }
    }
  }

  private synchronized void emit(Section section, Piece piece) {
    problems |= piece.kind == Kind.PROBLEM;
    boolean interrupted = false;
    while (section.index != head && held + piece.text.length > mostHeld && failure == null) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    checkFailure();
    if (section.index == head) {
      write(piece);
    } else {
      section.pieces.add(piece);
      held += piece.text.length;
    }
  }

  private synchronized void finish(Section section) {
    section.closed = true;
    while (true) {
      Section first = open.get(head);
      if (first == null) {
        break;
      }
      for (Piece piece = first.pieces.poll(); piece != null; piece = first.pieces.poll()) {
        held -= piece.text.length;
        if (failure == null) {
          write(piece);
        }
      }
      if (!first.closed) {
        break;
      }
      open.remove(head++);
    }
    notifyAll();
  }

  private void write(Piece piece) {
    progress.erase();
    try {
      if (piece.kind != Kind.RESULT) {
        // What was printed before must not come after it.
        out.flush();
        err.writeBytes(piece.text);
        err.flush();
      } else {
        out.write(piece.text);
      }
    } catch (IOException e) {
      failure = e;
      notifyAll();
      checkFailure();
    }
  }

  private void checkFailure() {
    if (failure != null) {
      throw new UncheckedIOException(failure);
    }
  }
}
