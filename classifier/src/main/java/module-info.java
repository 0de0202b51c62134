/** Vectors to verdicts: the fingerprint library, matching and training. */
module io.entroprint.classifier {
  requires transitive io.entroprint.core;

  exports io.entroprint.fingerprint;
}
