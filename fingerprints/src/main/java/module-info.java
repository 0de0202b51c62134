/** The bundled fingerprint library. */
module io.entroprint.fingerprints {
  requires transitive io.entroprint.classifier;

  exports io.entroprint.fingerprints;
}
