package io.entroprint.cli.stream;

import io.entroprint.sensor.VerdictEvent;

/**
 * Prints what is said of the streams of one capture. Texts are made on any thread, several at a
 * time; what prints them is run on the thread that reads the capture, one after another.
 */
interface VerdictPrinter {
  /** Makes the text of a stream that has ended; returns what prints it. */
  Runnable line(Classified stream);

  /** Whether events before the end are printed at all. */
  boolean printsEvents();

  /**
   * The same of an event before that; never asked for where they are not printed.
   *
   * @param capture where the stream's first packet came from
   */
  Runnable event(String capture, VerdictEvent event);
}
