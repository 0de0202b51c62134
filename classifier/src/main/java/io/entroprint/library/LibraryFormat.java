package io.entroprint.library;

import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;

/** The words and limits of format 1, as {@code FORMAT.md} specifies them. */
final class LibraryFormat {
  static final String MAGIC = "entroprint-library";
  static final int MAJOR = 1;
  static final int MINOR = 0;

  static final String DEFINITION = "definition";
  static final String NAME = "name";
  static final String VERSION = "version";
  static final String CREATED = "created";
  static final String TOOL = "tool";
  static final String ENTRIES = "entries";
  static final String CALIBRATION = "calibration";
  static final String EVALUATION = "evaluation";

  static final String FINGERPRINT = "fingerprint";
  static final String TRANSPORT = "transport";
  static final String STREAMS = "streams";
  static final String FIRST_SEEN = "first-seen";
  static final String LAST_SEEN = "last-seen";
  static final String CLIENT = "client";
  static final String SERVER = "server";
  static final String SETTINGS = "settings";
  static final String NATURE = "nature";
  static final String CAPTURE = "capture";
  static final String CAPTURE_SHA256 = "capture-sha256";
  static final String ORIGIN = "origin";
  static final String LICENCE = "licence";
  static final String FAMILY = "family";

  static final String SHA256 = "sha256";

  /** The key of the direction entropies. */
  static final String DIRECTION = View.BOTH.id() + ".D";

  /** The file of the directory form that has no fingerprints in it. */
  static final String HEADER_FILE = "library.header";

  /** How the name of a file of the directory form ends, after the label. */
  static final String LABEL_FILE_SUFFIX = ".fingerprints";

  static final int MAX_BYTES = 256 << 20;
  static final int MAX_LINE_BYTES = 1024;
  static final int MAX_ENTRIES = 100_000;
  static final int MAX_NUMBERS = 20_000;
  static final int MAX_EXTENSIONS = 64;

  private LibraryFormat() {}

  /** The key of a line of a vector. */
  static String key(View view, Measure measure) {
    return view.id() + "." + measure.id();
  }
}
