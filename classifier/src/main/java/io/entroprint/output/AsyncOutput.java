package io.entroprint.output;

import io.entroprint.sensor.VerdictEvent;
import io.entroprint.sensor.VerdictOutput;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Hands events to another output from a thread of its own, so that an output that is slow, down or
 * hangs holds up neither the streams nor other outputs. What waits is bounded; what would be more
 * is lost, counted and said.
 *
 * <pre>{@code
 * AsyncOutput syslog = AsyncOutput.builder("syslog", new SyslogOutput(format, sender)).retry().start();
 * Sensor sensor = Sensor.builder(library).output(syslog).build();
 * // in the end
 * syslog.close();
 * }</pre>
 *
 * <p>The library makes no thread but this one, and only for a host that asks for it; it is a
 * daemon. Events are handed on in the order in which they come. Thread-safe.
 */
public final class AsyncOutput implements VerdictOutput, Closeable {
  private static final long FIRST_PAUSE_MILLIS = 1000;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  private final String name;
  private final VerdictOutput output;
  private final int capacity;
  private final boolean retries;
  private final Duration patience;
  private final Duration drain;
  private final Consumer<String> reports;
  private final Thread thread;

  /** What waits; the one being handed on is its first. All below is guarded by it. */
  private final ArrayDeque<Action> queue = new ArrayDeque<>();

  private boolean overflows;
  private boolean fails;
  private boolean ends;
  private boolean done;
  private long deadline;
  private long lost;
  private long lostBefore;

  /**
   * Something else for the same place, in its order among the events; done on the thread of the
   * output.
   */
  @FunctionalInterface
  public interface Action {
    /**
     * Does it.
     *
     * @throws IOException if it fails; it is then lost, or tried again
     */
    void run() throws IOException;
  }

  private AsyncOutput(Builder builder) {
    name = builder.name;
    output = builder.output;
    capacity = builder.capacity;
    retries = builder.retries;
    patience = builder.patience;
    drain = builder.drain;
    reports = builder.reports;
    thread = new Thread(this::handOn, "entroprint output " + name);
    thread.setDaemon(true);
  }

  /**
   * A builder of an output in front of another.
   *
   * @param name what it is called in reports, such as {@code eve.json}
   * @param output is told of the events by one thread; closed in the end if it can be
   */
  public static Builder builder(String name, VerdictOutput output) {
    return new Builder(name, output);
  }

  /** Takes an event and returns at once. If too many wait, it is lost, and counted. */
  @Override
  public void accept(VerdictEvent event) {
    run(() -> output.accept(event));
  }

  /** The same for something else. */
  public void run(Action action) {
    String report = "";
    synchronized (queue) {
      if (!overflows && queue.size() >= capacity && !patience.isZero()) {
        awaitRoom();
      }
      if (ends || queue.size() >= capacity) {
        lost++;
        if (!overflows && !ends) {
          overflows = true;
          report = name + ": " + capacity + " events wait; what comes meanwhile is lost";
        }
      } else {
        queue.add(action);
        queue.notifyAll();
      }
    }
    report(report);
  }

  private void awaitRoom() {
    long until = System.nanoTime() + patience.toNanos();
    try {
      while (queue.size() >= capacity && !ends) {
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return;
        }
        queue.wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void report(String line) {
    if (!line.isEmpty()) {
      try {
        reports.accept(line);
      } catch (RuntimeException e) {
        // Who cannot be told holds up nothing.
      }
    }
  }

  /** How many events were lost so far: failed, or more than may wait. */
  public long lost() {
    synchronized (queue) {
      return lost;
    }
  }

  /** How many events wait, the one being handed on included. */
  public int waiting() {
    synchronized (queue) {
      return queue.size();
    }
  }

  private void handOn() {
    try {
      handOnAll();
    } finally {
      closeOutput();
    }
  }

  private void handOnAll() {
    long pause = FIRST_PAUSE_MILLIS;
    for (Action action = next(); action != null; action = next()) {
      try {
        action.run();
        pause = FIRST_PAUSE_MILLIS;
        handedOn();
      } catch (IOException | RuntimeException e) {
        boolean again = retries && e instanceof IOException && !isEnding();
        failed(e, again);
        if (again) {
          rest(pause);
          pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
      }
    }
  }

  /** The first of what waits, which stays there; null at the end. */
  private Action next() {
    synchronized (queue) {
      while (queue.isEmpty() && !ends) {
        try {
          queue.wait();
        } catch (InterruptedException e) {
          // Nobody but close() ends this thread.
        }
      }
      return ends && System.nanoTime() - deadline >= 0 ? null : queue.peek();
    }
  }

  private void handedOn() {
    String report = "";
    synchronized (queue) {
      queue.poll();
      queue.notifyAll();
      // Half of the room, so that an output that is only slow does not say so at every event.
      boolean relieved = overflows && queue.size() <= capacity / 2;
      if (relieved || (fails && !overflows)) {
        report = name + ": takes events again; " + (lost - lostBefore) + " were lost";
        lostBefore = lost;
        overflows = false;
        fails = false;
      }
    }
    report(report);
  }

  private void failed(Exception e, boolean again) {
    String report = "";
    synchronized (queue) {
      if (!again) {
        queue.poll();
        queue.notifyAll();
        lost++;
      }
      if (!fails) {
        fails = true;
        report = name + ": " + reason(e) + (again ? "; tried again" : "; an event is lost");
      }
    }
    report(report);
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private boolean isEnding() {
    synchronized (queue) {
      return ends;
    }
  }

  private void rest(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    synchronized (queue) {
      try {
        for (long left = millis; left > 0 && !ends; ) {
          queue.wait(left);
          left = (until - System.nanoTime()) / 1_000_000;
        }
      } catch (InterruptedException e) {
        // As above.
      }
    }
  }

  private void closeOutput() {
    String report = "";
    try {
      if (output instanceof Closeable closeable) {
        closeable.close();
      }
    } catch (IOException | RuntimeException e) {
      report = name + ": " + reason(e);
    } finally {
      synchronized (queue) {
        done = true;
        queue.notifyAll();
      }
    }
    report(report);
  }

  /** Takes no more; what waits has the time of {@link Builder#drain} from now on. */
  public void end() {
    synchronized (queue) {
      if (!ends) {
        ends = true;
        deadline = System.nanoTime() + drain.toNanos();
        queue.notifyAll();
      }
    }
  }

  /**
   * Ends, and waits until all is handed on and the output closed, but not longer than {@link
   * Builder#drain} after the end. What then still waits is lost; an output that hangs is left to
   * itself, not closed.
   */
  @Override
  public void close() {
    end();
    String report = "";
    synchronized (queue) {
      try {
        // Looked at once more after the deadline: the thread may be at its last step.
        while (!done) {
          long left = (deadline - System.nanoTime()) / 1_000_000;
          if (left <= 0) {
            break;
          }
          queue.wait(left);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      lost += queue.size();
      queue.clear();
      if (lost > lostBefore) {
        report = name + ": " + (lost - lostBefore) + " events were lost";
        lostBefore = lost;
      }
    }
    report(report);
  }

  /** The parts of an {@link AsyncOutput}. Not thread-safe. */
  public static final class Builder {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final String name;
    private final VerdictOutput output;
    private int capacity = 10_000;
    private boolean retries;
    private Duration patience = Duration.ZERO;
    private Duration drain = Duration.ofSeconds(5);
    private Consumer<String> reports =
        line -> System.getLogger("io.entroprint.output").log(System.Logger.Level.WARNING, line);

    private Builder(String name, VerdictOutput output) {
      this.name = Objects.requireNonNull(name);
      this.output = Objects.requireNonNull(output);
    }

    /**
     * How many events may wait; by default 10,000, of some kilobytes each.
     *
     * @throws IllegalArgumentException if it is not at least 1
     */
    public Builder capacity(int events) {
      if (events < 1) {
        throw new IllegalArgumentException("a capacity is at least 1, not " + events);
      }
      capacity = events;
      return this;
    }

    /**
     * An event that fails by an {@link IOException} is tried again, after a pause of 1 s that
     * doubles up to 60 s: for a connection. By default, and where it fails otherwise, it is lost,
     * and the next one tried: for a file.
     */
    public Builder retry() {
      retries = true;
      return this;
    }

    /**
     * How long {@link AsyncOutput#accept} waits for room before it loses an event, unless it has
     * just lost one; by default not at all. For a host whose streams can wait.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder patience(Duration time) {
      patience = bounded(time);
      return this;
    }

    /**
     * How long what waits may take when it ends; by default 5 seconds.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder drain(Duration time) {
      drain = bounded(time);
      return this;
    }

    /**
     * Who is told, in one line, when the output fails, loses events, or takes them again; by
     * default the log. Called by the output's own thread and by those that feed it.
     */
    public Builder reports(Consumer<String> lines) {
      reports = Objects.requireNonNull(lines);
      return this;
    }

    /** As nanoseconds in a long have it: longer than that nobody waits. */
    private static Duration bounded(Duration time) {
      if (time.isNegative()) {
        throw new IllegalArgumentException("a time is at least 0, not " + time);
      }
      return time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }

    /** Starts the thread. */
    public AsyncOutput start() {
      AsyncOutput started = new AsyncOutput(this);
      started.thread.start();
      return started;
    }
  }
}
