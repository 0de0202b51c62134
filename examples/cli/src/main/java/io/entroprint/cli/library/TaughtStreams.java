package io.entroprint.cli.library;

import io.entroprint.cli.option.CaptureRun;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.file.Sha256;
import io.entroprint.label.CheckpointReach;
import io.entroprint.label.FlowLabel;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Attributes;
import io.entroprint.library.Label;
import io.entroprint.library.Provenance;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the streams that a label is taught by. */
final class TaughtStreams {
  private TaughtStreams() {}

  /**
   * What all of them are said to be.
   *
   * @param label the protocol
   * @param attributes what else is known of them
   * @param family that of all; if empty each capture is one
   */
  record Truth(Label label, Attributes attributes, Optional<String> family) {
    /**
     * @throws IllegalArgumentException if the family is not one line of text
     */
    Truth {
      family.ifPresent(name -> new Provenance("", "", "", "", name));
    }

    LabelledStream of(String capture, String digest, StreamSummary summary, MeteredStream stream) {
      return new LabelledStream(
          new FlowLabel(
              Optional.of(capture),
              summary.start().key(),
              OptionalLong.of(summary.start().startNanos()),
              Optional.of(label),
              attributes,
              family,
              "",
              "the command line"),
          summary,
          StreamEvidence.of(summary, stream.meter()),
          CheckpointReach.UNKNOWN,
          List.of(),
          new Provenance(capture, digest, "", "", family.orElse(capture)));
    }
  }

  /**
   * Reads them, in the order of the captures and of their beginnings.
   *
   * @param group which streams are meant; if empty all that the user's filter passes
   * @param into where they are put
   * @return 0, or 1 if something was wrong with a capture
   */
  static int read(
      CaptureRun run, Truth truth, Optional<StreamGroup> group, List<LabelledStream> into)
      throws IOException {
    List<List<LabelledStream>> byCapture = new ArrayList<>();
    for (int i = 0; i < run.inputs(); i++) {
      byCapture.add(new ArrayList<>());
    }
    Map<String, String> digests = new ConcurrentHashMap<>();
    int code =
        run.forEach(
            (input, out) -> {
              List<LabelledStream> streams = byCapture.get(input.index());
              digests.putAll(digests(input.paths()));
              input.read(
                  input.inOrder(
                      start -> new MeteredStream(start, FeatureDefinition.CURRENT),
                      (capture, summary, stream) ->
                          group.isEmpty() || group.get().test(summary.start())
                              ? Optional.of(
                                  truth.of(
                                      capture, digests.getOrDefault(capture, ""), summary, stream))
                              : Optional.<LabelledStream>empty(),
                      stream -> stream.ifPresent(streams::add)));
            });
    byCapture.forEach(into::addAll);
    return code;
  }

  /** Of the captures that are files, for what cannot be read twice has none. */
  private static Map<String, String> digests(Map<String, Path> paths) throws IOException {
    Map<String, String> digests = new ConcurrentHashMap<>();
    for (Map.Entry<String, Path> capture : paths.entrySet()) {
      if (Files.isRegularFile(capture.getValue())) {
        digests.put(capture.getKey(), Sha256.ofFile(capture.getValue()));
      }
    }
    return digests;
  }
}
