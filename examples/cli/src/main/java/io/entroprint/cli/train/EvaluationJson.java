package io.entroprint.cli.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.entroprint.evaluate.EvaluationReport;
import io.entroprint.evaluate.EvaluationReport.Baseline;
import io.entroprint.evaluate.EvaluationReport.BytesSeen;
import io.entroprint.evaluate.EvaluationReport.ClaimScores;
import io.entroprint.evaluate.EvaluationReport.Early;
import io.entroprint.evaluate.EvaluationReport.EntropyThreshold;
import io.entroprint.evaluate.EvaluationReport.NatureScores;
import io.entroprint.evaluate.EvaluationReport.PartlyCaptured;
import io.entroprint.evaluate.EvaluationReport.PrecisionAtCoverage;
import io.entroprint.evaluate.EvaluationReport.Rejection;
import io.entroprint.evaluate.EvaluationReport.Reliability;
import io.entroprint.evaluate.EvaluationReport.Scores;
import io.entroprint.evaluate.EvaluationReport.Section;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Reports of an evaluation as one JSON object. Numbers have six decimals at most; {@code null}
 * stands where there is none.
 */
final class EvaluationJson {
  private static final int DECIMALS = 6;

  private final JsonGenerator json;

  private EvaluationJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes the object and a line end; leaves the stream open. */
  static void write(OutputStream out, List<EvaluationReport> reports) throws IOException {
    JsonFactory factory = new JsonFactory();
    try (JsonGenerator generator =
        factory.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      EvaluationJson json = new EvaluationJson(generator);
      generator.writeStartObject();
      generator.writeArrayFieldStart("reports");
      for (EvaluationReport report : reports) {
        json.report(report);
      }
      generator.writeEndArray();
      generator.writeEndObject();
      generator.writeRaw('\n');
    }
  }

  private void report(EvaluationReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("transport", report.transport().id());
    if (report.library().isEmpty()) {
      json.writeNullField("library");
    } else {
      json.writeStringField("library", report.library());
    }
    json.writeArrayFieldStart("sections");
    for (Section section : report.sections()) {
      section(section);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void section(Section section) throws IOException {
    json.writeStartObject();
    json.writeStringField("captures", section.captures());
    scores("forced", section.forced());
    scores("chosen", section.chosen());
    number("known_lost", section.knownLost());
    json.writeArrayFieldStart("precision_at_coverage");
    for (PrecisionAtCoverage point : section.precisionAtCoverage()) {
      json.writeStartObject();
      number("coverage", point.coverage());
      number("confidence", point.confidence());
      number("precision", point.precision());
      json.writeEndObject();
    }
    json.writeEndArray();
    reliability(section.reliability());
    json.writeObjectFieldStart("attributes");
    for (Map.Entry<String, ClaimScores> entry : section.attributes().entrySet()) {
      claims(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    nature(section.nature());
    if (section.rejection().isPresent()) {
      rejection(section.rejection().get());
    }
    if (!section.bytesSeen().isEmpty()) {
      bytesSeen(section.bytesSeen());
    }
    if (!section.partly().isEmpty()) {
      partly(section.partly());
    }
    if (section.early().isPresent()) {
      early(section.early().get());
    }
    if (!section.baselines().isEmpty()) {
      json.writeArrayFieldStart("baselines");
      for (Baseline baseline : section.baselines()) {
        json.writeStartObject();
        json.writeStringField("name", baseline.name());
        scores("scores", baseline.scores());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (section.fixedThreshold().isPresent()) {
      fixedThreshold(section.fixedThreshold().get());
    }
    json.writeEndObject();
  }

  private void early(Early early) throws IOException {
    json.writeObjectFieldStart("early");
    number("precision_asked_for", early.precision());
    json.writeNumberField("streams", early.streams());
    json.writeNumberField("decided", early.decided());
    json.writeNumberField("right", early.right());
    json.writeNumberField("median_bytes", early.medianBytes());
    json.writeNumberField("no_protocol", early.bare());
    json.writeNumberField("no_protocol_decided", early.bareDecided());
    json.writeEndObject();
  }

  private void scores(String name, Scores scores) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("streams", scores.streams());
    number("accuracy", scores.accuracy());
    number("macro_f1", scores.macroF1());
    json.writeNumberField("committed", scores.committed());
    number("precision", scores.precision());
    json.writeObjectFieldStart("labels");
    for (Map.Entry<String, Scores.PerLabel> entry : scores.perLabel().entrySet()) {
      Scores.PerLabel label = entry.getValue();
      json.writeObjectFieldStart(entry.getKey());
      json.writeNumberField("streams", label.streams());
      json.writeNumberField("said", label.said());
      number("recall", label.recall());
      number("precision", label.precision());
      number("f1", label.f1());
      json.writeEndObject();
    }
    json.writeEndObject();
    pairs("confusions", scores.confusions());
    json.writeEndObject();
  }

  private void pairs(String name, SortedMap<String, Integer> pairs) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Integer> pair : pairs.entrySet()) {
      json.writeNumberField(pair.getKey(), pair.getValue());
    }
    json.writeEndObject();
  }

  private void reliability(Reliability reliability) throws IOException {
    json.writeObjectFieldStart("reliability");
    number("expected_calibration_error", reliability.expectedError());
    json.writeArrayFieldStart("bins");
    for (Reliability.Bin bin : reliability.bins()) {
      json.writeStartObject();
      number("from", bin.from());
      number("to", bin.to());
      json.writeNumberField("streams", bin.streams());
      number("confidence", bin.confidence());
      number("right", bin.right());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void claims(String name, ClaimScores scores) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("known", scores.known());
    json.writeNumberField("right", scores.right());
    json.writeNumberField("product", scores.product());
    json.writeNumberField("wrong", scores.wrong());
    json.writeNumberField("silent", scores.silent());
    json.writeNumberField("unknown", scores.unknown());
    json.writeNumberField("unknown_product", scores.unknownProduct());
    json.writeNumberField("unknown_wrong", scores.unknownWrong());
    json.writeNumberField("unvalued_claimed", scores.unvaluedClaimed());
    json.writeNumberField("unvalued_silent", scores.unvaluedSilent());
    number("precision", scores.precision());
    number("recall", scores.recall());
    json.writeEndObject();
  }

  private void nature(NatureScores nature) throws IOException {
    json.writeObjectFieldStart("nature");
    scores("forced", nature.forced());
    scores("chosen", nature.chosen());
    scores("by_convention", nature.byConvention());
    apart("from_16_kib", nature.apart());
    apart("from_16_kib_without_xz_and_zstd", nature.apartWithoutXz());
    json.writeEndObject();
  }

  private void apart(String name, NatureScores.Apart apart) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("encrypted", apart.encrypted());
    number("encrypted_right", apart.encryptedRight());
    json.writeNumberField("compressed", apart.compressed());
    number("compressed_right", apart.compressedRight());
    number("balanced", apart.balanced());
    json.writeEndObject();
  }

  private void rejection(Rejection rejection) throws IOException {
    json.writeObjectFieldStart("rejection");
    json.writeNumberField("streams", rejection.streams());
    number("rejected", rejection.rejected());
    number("mean_of_labels", rejection.meanOfLabels());
    json.writeObjectFieldStart("labels");
    for (Map.Entry<String, Rejection.PerLabel> entry : rejection.perLabel().entrySet()) {
      json.writeObjectFieldStart(entry.getKey());
      json.writeNumberField("streams", entry.getValue().streams());
      number("rejected", entry.getValue().rejected());
      json.writeEndObject();
    }
    json.writeEndObject();
    pairs("accepted", rejection.accepted());
    json.writeArrayFieldStart("thresholds");
    for (Rejection.Trade trade : rejection.trades()) {
      json.writeStartObject();
      number("known_lost", trade.lost());
      number("threshold", trade.threshold());
      number("coverage", trade.coverage());
      number("precision", trade.precision());
      number("rejected", trade.rejected());
      number("mean_of_labels", trade.meanOfLabels());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void bytesSeen(List<BytesSeen> all) throws IOException {
    json.writeArrayFieldStart("bytes_seen");
    for (BytesSeen seen : all) {
      json.writeStartObject();
      json.writeNumberField("bytes", seen.bytes());
      scores("forced", seen.forced());
      scores("chosen", seen.chosen());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void partly(List<PartlyCaptured> all) throws IOException {
    json.writeArrayFieldStart("partly_captured");
    for (PartlyCaptured late : all) {
      json.writeStartObject();
      json.writeStringField("lacking", late.lacking());
      scores("forced", late.forced());
      scores("chosen", late.chosen());
      json.writeNumberField("sure", late.sure());
      number("sure_right", late.sureRight());
      number("expected_error", late.expectedError());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void fixedThreshold(EntropyThreshold threshold) throws IOException {
    json.writeObjectFieldStart("fixed_threshold");
    number("bits", threshold.bits());
    json.writeNumberField("encrypted", threshold.encrypted());
    json.writeNumberField("encrypted_over", threshold.encryptedOver());
    json.writeNumberField("compressed", threshold.compressed());
    json.writeNumberField("compressed_over", threshold.compressedOver());
    json.writeNumberField("over", threshold.over());
    number("recall", threshold.recall());
    number("precision", threshold.precision());
    json.writeEndObject();
  }

  private void number(String name, double value) throws IOException {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      json.writeNullField(name);
    } else {
      BigDecimal rounded =
          BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
      json.writeFieldName(name);
      json.writeNumber(rounded.toPlainString());
    }
  }
}
