package io.entroprint.cli.option;

import io.entroprint.capture.CaptureReader;
import io.entroprint.cli.base.CaptureFile;
import io.entroprint.cli.base.OrderedOutput;
import io.entroprint.cli.base.Problem;
import io.entroprint.cli.base.Progress;
import io.entroprint.cli.base.SpareThreads;
import io.entroprint.cli.base.Terminal;
import io.entroprint.label.FlowFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the captures that the operands name, several at a time, with output in their order: byte
 * for byte the same for any number of threads. Threads that find no capture left to read help those
 * that do.
 */
public final class CaptureRun {
  /** What the captures behind the first may hold back of their output, in characters. */
  private static final long MOST_HELD = 16 << 20;

  private final Terminal terminal;
  private final List<String> problems;
  private final List<List<CaptureFile>> inputs;
  private final int threads;
  private final CaptureScan scan;
  private final FlowFilter filter;
  private final CaptureReader.Builder reading;
  private final CaptureStatistics statistics = new CaptureStatistics();

  /** What ended a thread that reads, where that was want of memory. */
  private volatile OutOfMemoryError exhausted;

  /** What is done with each capture. */
  public interface Task {
    /**
     * Reads a capture and writes what it gives.
     *
     * @throws IOException if it cannot be read to its end; the others are read all the same
     * @throws UncheckedIOException if what it gives cannot be written; ends the run
     */
    void read(CaptureInput input, OrderedOutput.Section output) throws IOException;
  }

  CaptureRun(
      Terminal terminal,
      List<String> problems,
      List<List<CaptureFile>> inputs,
      int threads,
      CaptureScan scan,
      CaptureReader.Builder reading,
      FlowFilter filter) {
    this.terminal = terminal;
    this.problems = problems;
    this.inputs = inputs;
    this.threads = threads;
    this.scan = scan;
    this.filter = filter;
    this.reading = reading;
  }

  /** The same, but one capture after another. */
  public CaptureRun oneByOne() {
    return new CaptureRun(terminal, problems, inputs, 1, scan, reading, filter);
  }

  /** How many captures a task is done for; one where they are joined. */
  public int inputs() {
    return inputs.size();
  }

  /** How many captures are read. */
  public int files() {
    return inputs.stream().mapToInt(List::size).sum();
  }

  /**
   * Does a task for each capture. In the end the error stream is told what was left out.
   *
   * @return 0, or 1 if something was wrong with a capture
   * @throws IOException if the output cannot be written
   */
  public int forEach(Task task) throws IOException {
    problems.forEach(terminal::problem);
    Progress progress = new Progress(terminal, inputs());
    OrderedOutput output = new OrderedOutput(terminal, progress, MOST_HELD);
    try {
      if (threads <= 1) {
        for (int i = 0; i < inputs(); i++) {
          readOne(task, i, SpareThreads.none(), output, progress);
        }
      } else {
        readSeveral(task, output, progress);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      progress.erase();
    }
    terminal.out().flush();
    statistics.lines(scan.maxStreams()).forEach(terminal::problem);
    return problems.isEmpty() && !output.hadProblems() ? 0 : 1;
  }

  private void readSeveral(Task task, OrderedOutput output, Progress progress) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(threads, CaptureRun::daemon);
    SpareThreads spare = new SpareThreads(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < inputs(); i++) {
        int index = i;
        all.add(
            pool.submit(
                () -> {
                  try {
                    readOne(task, index, spare, output, progress);
                  } catch (OutOfMemoryError e) {
                    exhausted = e;
                    throw e;
                  }
                }));
      }
      spare.comeFrom(pool);
      for (Future<?> one : all) {
        await(one);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof OutOfMemoryError error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Does not keep a program alive that has no memory left to end in order. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "captures");
    thread.setDaemon(true);
    // Who waits for the thread says what it was.
    thread.setUncaughtExceptionHandler((ended, thrown) -> {});
    return thread;
  }

  /** Waits for a capture; also where its thread had not even the memory to say that it is over. */
  private void await(Future<?> one) throws InterruptedException, ExecutionException {
    while (true) {
      try {
        one.get(1, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException e) {
        OutOfMemoryError error = exhausted;
        if (error != null) {
          throw error;
        }
      }
    }
  }

  private void readOne(
      Task task, int index, SpareThreads spare, OrderedOutput output, Progress progress) {
    // Not as a resource: closing it, Java may throw the very same OutOfMemoryError again, and an
    // error cannot be suppressed by itself.
    OrderedOutput.Section section = output.section(index);
    try {
      CaptureInput input =
          new CaptureInput(
              index, inputs.get(index), scan, reading, filter, statistics, spare, section);
      try {
        task.read(input, section);
      } catch (UncheckedIOException e) {
        throw e;
      } catch (IOException e) {
        section.problem(Problem.of(input.place(), e));
      } catch (StackOverflowError | OutOfMemoryError e) {
        // One file that was made to cost too much; the others deserve their answer all the same.
        section.problem(Problem.of(input.place(), e));
      } catch (RuntimeException e) {
        // A defect of this program; so do they then.
        section.problem(input.place() + ": internal error: " + e);
      }
    } finally {
      section.close();
    }
    progress.fileDone();
  }

  /** Prints what was seen and left out as the last object of JSON. */
  public void printStatistics() throws IOException {
    terminal.write(statistics.json());
  }
}
