package io.entroprint.label;

import io.entroprint.text.PrintableText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Where captures come from and under which licence, from a CSV file with the columns {@code file,
 * repo, path, commit, licence}. A {@code file} of {@code *} stands for all captures that are not
 * named.
 */
public final class CaptureOrigins {
  private static final String ANY = "*";

  private final Map<String, Origin> byCapture;

  private CaptureOrigins(Map<String, Origin> byCapture) {
    this.byCapture = byCapture;
  }

  /** Nothing is known of any capture. */
  public static CaptureOrigins none() {
    return new CaptureOrigins(Map.of());
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it can't be read or has not the columns; the message names the file
   */
  public static CaptureOrigins read(Path file) throws IOException {
    Map<String, Origin> origins = new HashMap<>();
    String place = file + " line 1";
    try {
      for (CsvRow row : CsvRow.read(file)) {
        place = file + " line " + row.line();
        origins.put(row.get("file"), new Origin(source(row), row.find("licence").orElse("")));
      }
    } catch (NoSuchElementException e) {
      throw new IOException(
          place
              + ": not a CSV file with the columns file, repo, path, commit, licence: "
              + PrintableText.of(e.getMessage()),
          e);
    }
    return new CaptureOrigins(origins);
  }

  private static String source(CsvRow row) {
    StringBuilder text = new StringBuilder(row.get("repo"));
    row.find("commit").filter(c -> !c.isEmpty()).ifPresent(c -> text.append('@').append(c));
    row.find("path").filter(p -> !p.isEmpty()).ifPresent(p -> text.append(':').append(p));
    return text.toString();
  }

  /** The origin of a capture by its path relative to the directory of captures, if known. */
  Optional<Origin> of(String capture) {
    return Optional.ofNullable(byCapture.getOrDefault(capture, byCapture.get(ANY)));
  }

  /**
   * An origin.
   *
   * @param source repository, commit and path
   * @param licence as its owner states it
   */
  record Origin(String source, String licence) {}
}
