package io.entroprint.label;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.CaptureSequence;
import io.entroprint.capture.FlowCounters;
import io.entroprint.capture.FlowTable;
import io.entroprint.capture.Packet;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.file.Sha256;
import io.entroprint.library.Provenance;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The labelled streams of one capture.
 *
 * @param streams those that have a label
 * @param match which labels were found
 * @param problems what is wrong with the capture
 * @param counters what its flow table saw; of captures read as one with the first of them
 */
record OneCapture(
    List<LabelledStream> streams,
    LabelMatcher.Match match,
    List<String> problems,
    Optional<FlowCounters> counters) {

  /**
   * What is noted of a stream while it is measured.
   *
   * @param growth how far it had come at each checkpoint
   * @param late how it looks without its beginning; empty where there is none to lose
   */
  private record Recorders(CheckpointReach.Recorder growth, Optional<LateStart.Recorder> late) {}

  /**
   * Reads a capture and labels its streams.
   *
   * @param askedBy the place of a label that may be in it, for the case that there is no such file
   */
  static OneCapture read(
      Path directory, String name, String askedBy, CaptureOrigins origins, LabelMatcher matcher) {
    Path file = CapturesBelow.file(directory, name);
    Map<MeteredStream, Recorders> measured = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    FlowTable table = table(measured::put);
    String digest = "";
    try {
      digest = Sha256.ofFile(file);
      measure(file, table);
    } catch (NoSuchFileException e) {
      return new OneCapture(
          List.of(),
          matcher.excused(name),
          List.of(file + ": no such capture; it is named in " + askedBy),
          Optional.empty());
    } catch (IOException e) {
      // What was read before the fault still counts.
      problems.add(e.getMessage());
    } catch (StackOverflowError | OutOfMemoryError e) {
      // One file that was made to cost too much; the others still count.
      problems.add(file + ": takes more memory than Java may use here: " + e);
    }
    return of(file, name, measured, digest, origins, matcher, problems).with(table.counters());
  }

  /**
   * Reads captures as one, in the order of their packets' times: a stream is one of the capture
   * that its first packet is in.
   *
   * @param captures their names, with the place of a label that may be in each
   */
  static List<OneCapture> readJoined(
      Path directory, Map<String, String> captures, CaptureOrigins origins, LabelMatcher matcher) {
    List<String> names = List.copyOf(captures.keySet());
    List<Path> files = names.stream().map(name -> CapturesBelow.file(directory, name)).toList();
    Map<Path, List<String>> problems = new HashMap<>();
    List<Map<MeteredStream, Recorders>> measured = new ArrayList<>();
    files.forEach(file -> measured.add(new LinkedHashMap<>()));
    int[] index = new int[1];
    FlowTable table = table((stream, recorder) -> measured.get(index[0]).put(stream, recorder));
    try (CaptureSequence sequence =
            CaptureSequence.open(
                files,
                (file, e) ->
                    problems.computeIfAbsent(file, f -> new ArrayList<>()).add(e.getMessage()));
        table) {
      Packet packet = new Packet();
      while (sequence.next(packet)) {
        index[0] = sequence.lastIndex();
        table.accept(packet);
      }
    } catch (IOException e) {
      problems.computeIfAbsent(directory, f -> new ArrayList<>()).add(e.getMessage());
    }
    List<OneCapture> all = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<String> said = problems.getOrDefault(files.get(i), new ArrayList<>());
      String digest = "";
      try {
        digest = Sha256.ofFile(files.get(i));
      } catch (IOException e) {
        if (said.isEmpty()) {
          said.add(files.get(i) + ": cannot be read: " + e.getMessage());
        }
      }
      all.add(of(files.get(i), names.get(i), measured.get(i), digest, origins, matcher, said));
    }
    if (!all.isEmpty()) {
      all.set(0, all.get(0).with(table.counters()));
    }
    return all;
  }

  private static OneCapture of(
      Path file,
      String name,
      Map<MeteredStream, Recorders> measured,
      String digest,
      CaptureOrigins origins,
      LabelMatcher matcher,
      List<String> problems) {
    LabelMatcher.Match match = matcher.match(name, List.copyOf(measured.keySet()));
    List<LabelledStream> streams = new ArrayList<>();
    try {
      for (var entry : match.truths().entrySet()) {
        streams.add(
            labelled(
                name,
                entry.getValue(),
                entry.getKey(),
                measured.get(entry.getKey()),
                digest,
                origins));
      }
    } catch (IllegalArgumentException e) {
      problems.add(file + ": its name, family or origin is not one line: " + e.getMessage());
    }
    return new OneCapture(streams, match, problems, Optional.empty());
  }

  private static LabelledStream labelled(
      String capture,
      FlowLabel truth,
      MeteredStream stream,
      Recorders recorders,
      String digest,
      CaptureOrigins origins) {
    StreamSummary summary = stream.summary().orElseThrow();
    Optional<CaptureOrigins.Origin> origin = origins.of(capture);
    return new LabelledStream(
        truth,
        summary,
        StreamEvidence.of(summary, stream.meter()),
        recorders.growth().growth(),
        recorders.late().map(LateStart.Recorder::vectors).orElse(List.of()),
        new Provenance(
            capture,
            digest,
            origin.map(CaptureOrigins.Origin::source).orElse(""),
            origin.map(CaptureOrigins.Origin::licence).orElse(""),
            truth.family().orElse(capture)));
  }

  private OneCapture with(FlowCounters seen) {
    return new OneCapture(streams, match, problems, Optional.of(seen));
  }

  private static void measure(Path file, FlowTable table) throws IOException {
    try (CaptureReader reader = CaptureReader.open(file);
        table) {
      table.acceptAll(reader);
    }
  }

  private static FlowTable table(BiConsumer<MeteredStream, Recorders> streams) {
    return FlowTable.builder(
            start -> {
              MeteredStream measured = new MeteredStream(start, FeatureDefinition.CURRENT);
              CheckpointReach.Recorder growth = new CheckpointReach.Recorder(measured);
              StreamObserver observer = growth.observer();
              Optional<LateStart.Recorder> late = Optional.empty();
              if (start.key().transport() == Transport.TCP && !start.midstream()) {
                late = Optional.of(new LateStart.Recorder(observer));
              }
              streams.accept(measured, new Recorders(growth, late));
              return late.isPresent() ? late.get() : observer;
            })
        .build();
  }
}
