package io.entroprint.example.ids;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.sensor.SensorCounters;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Reads captures as an IDS reads its interface, and prints alerts as EVE JSON. */
public final class EmbeddedIds {
  private EmbeddedIds() {}

  /** {@code EmbeddedIds POLICY CAPTURE...}. */
  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("usage: EmbeddedIds POLICY CAPTURE...");
      System.exit(2);
    }
    List<Path> captures = List.of(args).stream().skip(1).map(Path::of).toList();
    run(Policy.read(Path.of(args[0])), captures, System.out, System.err);
  }

  static SensorCounters run(List<Rule> rules, List<Path> captures, PrintStream out, PrintStream err)
      throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    Detector detector =
        new Detector(BundledLibrary.load(), rules, threads, alert -> out.writeBytes(alert.eve()));
    try (detector) {
      for (Path capture : captures) {
        try (CaptureReader reader = CaptureReader.open(capture);
            FlowTable table = FlowTable.builder(detector).build()) {
          table.acceptAll(reader);
        }
      }
    }
    SensorCounters counters = detector.counters();
    err.printf(
        "%d streams: %d known, %d unknown, %d undecided%n",
        counters.opened(), counters.known(), counters.unknown(), counters.undecided());
    return counters;
  }
}
