package io.entroprint.label;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.library.Provenance;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
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
      digest = sha256(file);
      measure(file, measured);
    } catch (NoSuchFileException e) {
      return new OneCapture(
          List.of(),
          matcher.excused(name),
          List.of(file + ": no such capture; it is named in " + askedBy));
    } catch (IOException e) {
      // What was read before the fault still counts.
      problems.add(e.getMessage());
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

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
