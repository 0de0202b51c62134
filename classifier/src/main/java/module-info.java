/** Vectors to verdicts: the fingerprint library, matching, training and evaluation. */
module io.entroprint.classifier {
  requires transitive io.entroprint.core;
  requires static com.fasterxml.jackson.core; // labels in JSON
  requires static commons.math3; // training
  requires static de.siegmar.fastcsv; // labels in CSV

  exports io.entroprint.discover;
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
