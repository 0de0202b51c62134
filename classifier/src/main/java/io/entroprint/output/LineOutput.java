package io.entroprint.output;

import io.entroprint.sensor.VerdictEvent;
import io.entroprint.sensor.VerdictOutput;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Writes events as lines of a format, in UTF-8.
 *
 * <pre>{@code
 * try (LineOutput eve = new LineOutput(VerdictFormat.eve(), Files.newOutputStream(file))) {
 *   Sensor sensor = Sensor.builder(library).output(eve).build();
 * }
 * }</pre>
 *
 * <p>The lines of all streams go to one place, whole, in the order in which they come. A line is
 * written in one call and not held back: whether bytes wait in a buffer is up to the stream that is
 * given. Thread-safe.
 */
public final class LineOutput implements VerdictOutput, Flushable, Closeable {
  private final VerdictFormat format;
  private final OutputStream out;
  private boolean begun;

  /** An output to a stream, which is closed with it. The format's header comes before all else. */
  public LineOutput(VerdictFormat format, OutputStream out) {
    this.format = Objects.requireNonNull(format);
    this.out = Objects.requireNonNull(out);
  }

  @Override
  public void accept(VerdictEvent event) throws IOException {
    byte[] line = format.line(event);
    synchronized (this) {
      begin();
      out.write(line);
    }
  }

  private void begin() throws IOException {
    if (!begun) {
      out.write(format.header().getBytes(StandardCharsets.UTF_8));
      begun = true;
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    out.flush();
  }

  /** Closes the stream. If no event came, the header alone is written. */
  @Override
  public synchronized void close() throws IOException {
    try (out) {
      begin();
    }
  }
}
