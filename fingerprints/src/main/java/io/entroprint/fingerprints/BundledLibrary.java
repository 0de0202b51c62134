package io.entroprint.fingerprints;

import io.entroprint.library.FingerprintLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The fingerprint library that comes with Entroprint: made by its own {@code train} command from
 * public captures and from sessions between real clients and servers. Every entry names its origin.
 */
public final class BundledLibrary {
  private static final String RESOURCE = "bundled.compact";

  private BundledLibrary() {}

  /**
   * Reads the library. Each call reads it anew: keep what it returns. The numbers of the vectors
   * are read later, when first asked for: those of a transport of which there is no stream never.
   *
   * @throws UncheckedIOException if the artefact is damaged; of the numbers whoever asks for them
   *     gets it
   */
  public static FingerprintLibrary load() {
    try (InputStream in = resource(RESOURCE)) {
      return CompactForm.read(in.readAllBytes(), part -> resource(RESOURCE + "." + part));
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled fingerprint library can't be read", e);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = BundledLibrary.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException(name + " is not in the artefact");
    }
    return in;
  }
}
