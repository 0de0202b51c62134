package io.entroprint.spark;

import io.entroprint.library.FingerprintLibrary;
import io.entroprint.match.StreamClassifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A library on its way to the executors: it travels as the bytes of its own file format, and each
 * executor makes one classifier of them. Thread-safe.
 */
final class BroadcastLibrary implements Serializable {
  private static final long serialVersionUID = 1;

  private final byte[] bytes;
  private transient StreamClassifier classifier;

  BroadcastLibrary(FingerprintLibrary library) throws IOException {
    Path file = Files.createTempFile("entroprint", ".library");
    try {
      library.write(file);
      bytes = Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  synchronized StreamClassifier classifier() {
    if (classifier == null) {
      try {
        classifier =
            new StreamClassifier(
                FingerprintLibrary.read(new ByteArrayInputStream(bytes), "broadcast library"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return classifier;
  }
}
