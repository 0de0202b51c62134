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
   * Reads the library. Each call reads it anew: keep what it returns.
   *
   * @throws UncheckedIOException if the artefact is damaged
   */
  public static FingerprintLibrary load() {
    try (InputStream in = BundledLibrary.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException(RESOURCE + " is not in the artefact");
      }
      return CompactForm.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled fingerprint library can't be read", e);
    }
  }
}
