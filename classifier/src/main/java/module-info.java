/** Vectors to verdicts: the fingerprint library, matching, training and evaluation. */
module io.entroprint.classifier {
  requires transitive io.entroprint.core;
  requires commons.math3;
  requires de.siegmar.fastcsv;
  requires static com.fasterxml.jackson.core;

  exports io.entroprint.envelope;
  exports io.entroprint.evaluate;
  exports io.entroprint.label;
  exports io.entroprint.library;
  exports io.entroprint.match;
  exports io.entroprint.output;
  exports io.entroprint.sensor;
  exports io.entroprint.session;
  exports io.entroprint.train;
}
