package io.entroprint.cli.stream;

import io.entroprint.sensor.VerdictEvent;
import java.util.Optional;

/**
 * Prints what is said of the streams of one capture. Texts are made on any thread, several at a
 * time; what prints them is run on the thread that reads the capture, one after another.
 */
interface VerdictPrinter {
  /** Makes the text of a stream that has ended; returns what prints it. */
  Runnable line(Classified stream);

  /** The same of events before that; empty where only what is said in the end is printed. */
  default Optional<Events> events() {
    return Optional.empty();
  }

  /** Makes the texts of events. */
  @FunctionalInterface
  interface Events {
    /**
     * Makes the text of an event; returns what prints it.
     *
     * @param capture where the stream's first packet came from
     */
    Runnable line(String capture, VerdictEvent event);
  }
}
