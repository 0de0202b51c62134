package io.entroprint.library;

/**
 * Where a fingerprint comes from. Each text is one line of at most 512 bytes of UTF-8 without
 * control characters and without space at either end; empty where it is not known.
 *
 * @param capture the name of the capture file
 * @param captureSha256 the SHA-256 of the capture file, 64 lower-case hexadecimal digits, or empty
 * @param origin where the capture comes from: a repository, path and commit, or a laboratory
 * @param licence the licence of the capture
 * @param family the capture family: captures that were made together, which an evaluation leaves
 *     out together
 */
public record Provenance(
    String capture, String captureSha256, String origin, String licence, String family) {
  /** Nothing known. */
  public static final Provenance NONE = new Provenance("", "", "", "", "");

  /**
   * @throws IllegalArgumentException if a text is not such a line, or the digest not a digest,
   *     naming which
   */
  public Provenance {
    FieldText.requireText("capture", capture);
    if (!captureSha256.isEmpty() && !FieldText.isSha256(captureSha256)) {
      throw new IllegalArgumentException(
          "capture-sha256: expected 64 lower-case hexadecimal digits, found "
              + FieldText.quoted(captureSha256));
    }
    FieldText.requireText("origin", origin);
    FieldText.requireText("licence", licence);
    FieldText.requireText("family", family);
  }
}
