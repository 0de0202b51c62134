package io.entroprint.cli.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads the captures that the operands name, several at a time, with output in their order: byte
 * for byte the same for any number of threads.
 */
public final class CaptureRun {
  /** What the captures behind the first may hold back of their output, in characters. */
  private static final long MOST_HELD = 16 << 20;

  private final Terminal terminal;
  private final CaptureFiles files;
  private final int threads;

  /** What is done with each capture. */
  public interface Task {
    /**
     * Reads a capture and writes what it gives.
     *
     * @param index the place of the capture among all
     * @throws IOException if it cannot be read to its end; the others are read all the same
     * @throws UncheckedIOException if what it gives cannot be written; ends the run
     */
    void read(int index, CaptureFile file, OrderedOutput.Section output) throws IOException;
  }

  public CaptureRun(Terminal terminal, CaptureFiles files, int threads) {
    this.terminal = terminal;
    this.files = files;
    this.threads = threads;
  }

  /** The same, but one capture after another. */
  public CaptureRun oneByOne() {
    return new CaptureRun(terminal, files, 1);
  }

  public int files() {
    return files.found().size();
  }

  /**
   * Does a task for each capture.
   *
   * @return 0, or 1 if something was wrong with a capture
   * @throws IOException if the output cannot be written
   */
  public int forEach(Task task) throws IOException {
    files.problems().forEach(terminal::problem);
    Progress progress = new Progress(terminal, files());
    OrderedOutput output = new OrderedOutput(terminal, progress, MOST_HELD);
    try {
      if (threads <= 1) {
        for (int i = 0; i < files(); i++) {
          readOne(task, i, output, progress);
        }
      } else {
        readSeveral(task, output, progress);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      progress.erase();
    }
    return files.problems().isEmpty() && !output.hadProblems() ? 0 : 1;
  }

  private void readSeveral(Task task, OrderedOutput output, Progress progress) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < files(); i++) {
        int index = i;
        all.add(pool.submit(() -> readOne(task, index, output, progress)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private void readOne(Task task, int index, OrderedOutput output, Progress progress) {
    CaptureFile file = files.found().get(index);
    try (OrderedOutput.Section section = output.section(index)) {
      try {
        task.read(index, file, section);
      } catch (UncheckedIOException e) {
        throw e;
      } catch (IOException e) {
        section.problem(Problem.of(file.path().toString(), e));
      } catch (RuntimeException e) {
        // A defect of this program; the other captures deserve their answer all the same.
        section.problem(file.path() + ": internal error: " + e);
      }
    }
    progress.fileDone();
  }
}
