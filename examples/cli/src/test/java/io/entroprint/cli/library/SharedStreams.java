package io.entroprint.cli.library;

import io.entroprint.fit.Selection;
import io.entroprint.label.CaptureOrigins;
import io.entroprint.label.LabelSource;
import io.entroprint.label.LabelledCaptures;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.stream.Transport;
import io.entroprint.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The labelled streams of the four collections of captures, and the library without some labels.
 */
final class SharedStreams {
  static final TrainingOptions OPTIONS = TrainingOptions.defaults().withThreads(2);

  private SharedStreams() {}

  /** Those that are fit to train on. */
  static List<LabelledStream> all() throws IOException, InterruptedException {
    List<LabelledStream> all = new ArrayList<>();
    for (String set : new String[] {"public", "lab", "public2", "lab2"}) {
      Path directory = Path.of(System.getProperty("entroprint.shared"), "captures", set);
      LabelSource labels = LabelSource.csv(directory.resolve("labels.csv"));
      all.addAll(LabelledCaptures.read(labels, directory, CaptureOrigins.none(), 2).streams());
    }
    return Selection.of(all, OPTIONS.fewestBytes(), OPTIONS.mostPerFamily()).streams();
  }

  /** A library without labels, as {@code library prune} makes it. */
  static FingerprintLibrary without(FingerprintLibrary library, Set<Label> labels) {
    FingerprintLibrary.Builder builder =
        library.toBuilder().removeIf(f -> labels.contains(f.label()));
    for (Transport transport : Transport.values()) {
      labels.forEach(label -> builder.removeCalibration(transport.id() + ".label.spread." + label));
    }
    return builder.build();
  }
}
