package io.entroprint.match;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.capture.Packet;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.label.CaptureOrigins;
import io.entroprint.label.LabelSource;
import io.entroprint.label.LabelledCaptures;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamObserver;
import io.entroprint.train.Trainer;
import io.entroprint.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The captures that come with the project, as streams, as a library, and cut for a purpose. */
public final class ExampleStreams {
  private static final Path CAPTURES = Path.of("../examples/captures");

  private ExampleStreams() {}

  public static List<LabelledStream> all() throws IOException, InterruptedException {
    LabelledCaptures captures =
        LabelledCaptures.read(
            LabelSource.csv(CAPTURES.resolve("labels.csv")), CAPTURES, CaptureOrigins.none(), 1);
    if (!captures.problems().isEmpty()) {
      throw new IOException(captures.problems().toString());
    }
    return captures.streams();
  }

  public static FingerprintLibrary library(List<LabelledStream> streams)
      throws InterruptedException {
    return Trainer.train(streams, "examples", "1.0.0", LocalDate.EPOCH, TrainingOptions.defaults())
        .library();
  }

  /** The streams of a capture of which only some packets are seen, by their place from 0. */
  static List<MeteredStream> cut(String capture, IntPredicate seen) throws IOException {
    List<MeteredStream> streams = new ArrayList<>();
    observe(
        capture,
        seen,
        start -> {
          MeteredStream stream = new MeteredStream(start, FeatureDefinition.EV1);
          streams.add(stream);
          return stream;
        });
    return streams;
  }

  public static void observe(String capture, IntPredicate seen, StreamObserver.Factory observers)
      throws IOException {
    Packet packet = new Packet();
    try (CaptureReader reader = CaptureReader.open(CAPTURES.resolve(capture));
        FlowTable table = FlowTable.builder(observers).build()) {
      for (int i = 0; reader.next(packet); i++) {
        if (seen.test(i)) {
          table.accept(packet);
        }
      }
    }
  }

  static StreamEvidence evidence(MeteredStream stream) {
    return StreamEvidence.of(stream.summary().orElseThrow(), stream.meter());
  }
}
