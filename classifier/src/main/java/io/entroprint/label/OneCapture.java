package io.entroprint.label;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.file.Sha256;
import io.entroprint.library.Provenance;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamSummary;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labelled streams of one capture.
 *
 * @param streams those that have a label
 * @param match which labels were found
 * @param problems what is wrong with the capture
 */
record OneCapture(List<LabelledStream> streams, LabelMatcher.Match match, List<String> problems) {

  /**
   * Reads a capture and labels its streams.
   *
   * @param askedBy the place of a label that may be in it, for the case that there is no such file
   */
  static OneCapture read(
      Path directory, String name, String askedBy, CaptureOrigins origins, LabelMatcher matcher) {
    Path file = directory.resolve(name);
    Map<MeteredStream, CheckpointReach.Recorder> measured = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    String digest = "";
    try {
      digest = Sha256.ofFile(file);
      measure(file, measured);
    } catch (NoSuchFileException e) {
      return new OneCapture(
          List.of(),
          matcher.excused(name),
          List.of(file + ": no such capture; it is named in " + askedBy));
    } catch (IOException e) {
      // What was read before the fault still counts.
      problems.add(e.getMessage());
    } catch (StackOverflowError | OutOfMemoryError e) {
      // One file that was made to cost too much; the others still count.
      problems.add(file + ": takes more memory than Java may use here: " + e);
    }
    LabelMatcher.Match match = matcher.match(name, List.copyOf(measured.keySet()));
    List<LabelledStream> streams = new ArrayList<>();
    try {
      for (var entry : match.truths().entrySet()) {
        streams.add(
            labelled(
                name,
                entry.getValue(),
                entry.getKey(),
                measured.get(entry.getKey()).growth(),
                digest,
                origins));
      }
    } catch (IllegalArgumentException e) {
      problems.add(file + ": its name, family or origin is not one line: " + e.getMessage());
    }
    return new OneCapture(streams, match, problems);
  }

  private static LabelledStream labelled(
      String capture,
      FlowLabel truth,
      MeteredStream stream,
      CheckpointReach growth,
      String digest,
      CaptureOrigins origins) {
    StreamSummary summary = stream.summary().orElseThrow();
    Optional<CaptureOrigins.Origin> origin = origins.of(capture);
    return new LabelledStream(
        truth,
        summary,
        StreamEvidence.of(summary, stream.meter()),
        growth,
        new Provenance(
            capture,
            digest,
            origin.map(CaptureOrigins.Origin::source).orElse(""),
            origin.map(CaptureOrigins.Origin::licence).orElse(""),
            truth.family().orElse(capture)));
  }

  private static void measure(Path file, Map<MeteredStream, CheckpointReach.Recorder> streams)
      throws IOException {
    try (CaptureReader reader = CaptureReader.open(file);
        FlowTable table =
            FlowTable.builder(
                    start -> {
                      MeteredStream measured = new MeteredStream(start, FeatureDefinition.CURRENT);
                      CheckpointReach.Recorder recorder = new CheckpointReach.Recorder(measured);
                      streams.put(measured, recorder);
                      return recorder.observer();
                    })
                .build()) {
      table.acceptAll(reader);
    }
  }
}
