package io.entroprint.train;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.capture.Packet;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fingerprint.Provenance;
import io.entroprint.match.StreamEvidence;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The labelled streams of a directory of captures, measured. Immutable and thread-safe.
 *
 * <p>A label is matched to the stream of its capture, transport and two endpoints (in either order)
 * that began nearest to the labelled start, within two seconds. A label without such a stream, a
 * capture that is missing and a capture that is broken are problems, reported one a line; the
 * others go on.
 */
public final class LabelledCaptures {
  private static final long MATCH_NANOS = 2_000_000_000L;

  private final List<LabelledStream> streams;
  private final List<String> problems;

  private LabelledCaptures(List<LabelledStream> streams, List<String> problems) {
    this.streams = List.copyOf(streams);
    this.problems = List.copyOf(problems);
  }

  /** The streams that were found, in the order of their labels. */
  public List<LabelledStream> streams() {
    return streams;
  }

  /** What was wrong, one line each, in the order of the labels. */
  public List<String> problems() {
    return problems;
  }

  /**
   * Reads the captures that the labels name.
   *
   * @param labels whose captures are relative to {@code directory}
   * @param directory the captures
   * @param origins where they come from, for the provenance
   * @param threads how many captures are read at a time, at least 1; the result does not depend on
   *     it. They end before this returns.
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public static LabelledCaptures read(
      List<FlowLabel> labels, Path directory, CaptureOrigins origins, int threads)
      throws InterruptedException {
    Map<String, List<Integer>> byCapture = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      byCapture.computeIfAbsent(labels.get(i).capture(), c -> new ArrayList<>()).add(i);
    }
    LabelledStream[] found = new LabelledStream[labels.size()];
    List<String> problems = new ArrayList<>();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<String>>> pending = new ArrayList<>();
      byCapture.forEach(
          (capture, indices) ->
              pending.add(
                  workers.submit(
                      () -> readCapture(capture, indices, labels, directory, origins, found))));
      for (Future<List<String>> one : pending) {
        problems.addAll(one.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      workers.shutdownNow();
    }
    return new LabelledCaptures(Arrays.stream(found).filter(s -> s != null).toList(), problems);
  }

  private static List<String> readCapture(
      String capture,
      List<Integer> indices,
      List<FlowLabel> labels,
      Path directory,
      CaptureOrigins origins,
      LabelledStream[] found) {
    List<String> problems = new ArrayList<>();
    Path file = directory.resolve(capture);
    List<MeteredStream> streams = new ArrayList<>();
    String digest;
    try {
      digest = sha256(file);
      measure(file, streams);
    } catch (java.nio.file.NoSuchFileException e) {
      return List.of(
          file + ": no such capture; it is named in " + labels.get(indices.get(0)).place());
    } catch (IOException e) {
      // What was read before the fault still counts.
      problems.add(e.getMessage());
      digest = "";
    }
    Provenance provenance =
        origins
            .of(capture)
            .map(o -> new Provenance(capture, "", o.source(), o.licence(), ""))
            .orElse(new Provenance(capture, "", "", "", ""));
    for (int index : indices) {
      FlowLabel label = labels.get(index);
      MeteredStream match = nearest(streams, label);
      if (match == null) {
        problems.add(label.place() + ": no stream " + label.key() + " in " + file);
      } else {
        StreamSummary summary = match.summary().orElseThrow();
        found[index] =
            new LabelledStream(
                label,
                summary,
                StreamEvidence.of(summary, match.meter()),
                new Provenance(
                    capture, digest, provenance.origin(), provenance.licence(), label.family()));
      }
    }
    return problems;
  }

  private static MeteredStream nearest(List<MeteredStream> streams, FlowLabel label) {
    MeteredStream best = null;
    long bestApart = MATCH_NANOS;
    FlowKey reversed = label.key().reversed();
    for (MeteredStream stream : streams) {
      FlowKey key = stream.start().key();
      if (key.equals(label.key()) || key.equals(reversed)) {
        long apart = Math.abs(stream.start().startNanos() - label.startNanos());
        if (apart < bestApart || (apart == bestApart && best == null)) {
          best = stream;
          bestApart = apart;
        }
      }
    }
    return best;
  }

  private static void measure(Path file, List<MeteredStream> streams) throws IOException {
    Packet packet = new Packet();
    try (CaptureReader reader = CaptureReader.open(file);
        FlowTable table =
            FlowTable.builder(
                    start -> {
                      MeteredStream measured = new MeteredStream(start, FeatureDefinition.EV1);
                      streams.add(measured);
                      return measured;
                    })
                .build()) {
      while (reader.next(packet)) {
        table.accept(packet);
      }
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
