package io.entroprint.spark;

import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Claim;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The rows of {@link ClassifyJob}. */
final class VerdictColumns {
  static final StructType SCHEMA =
      StreamColumns.addTo(
              new StructType()
                  .add("capture", DataTypes.StringType)
                  .add("problem", DataTypes.StringType))
          .add("community_id", DataTypes.StringType)
          .add("label", DataTypes.StringType)
          .add("decision", DataTypes.StringType)
          .add("confidence", DataTypes.DoubleType)
          .add("client", DataTypes.StringType)
          .add("server", DataTypes.StringType)
          .add("settings", DataTypes.StringType)
          .add("nature", DataTypes.StringType)
          .add("nearest", DataTypes.StringType)
          .add("distance", DataTypes.DoubleType)
          .add("margin", DataTypes.DoubleType)
          .add("offset", DataTypes.IntegerType)
          .add("reason", DataTypes.StringType)
          .add("library", DataTypes.StringType);

  private VerdictColumns() {}

  static Row problem(String capture, String problem) {
    Object[] values = new Object[SCHEMA.size()];
    values[0] = capture;
    values[1] = problem;
    return RowFactory.create(values);
  }

  static Row verdict(
      String capture, StreamSummary summary, StreamEvidence evidence, Verdict verdict) {
    List<Object> values = new ArrayList<>(Arrays.asList(capture, null));
    StreamColumns.append(values, summary, evidence);
    Collections.addAll(
        values,
        summary.start().key().communityId(),
        verdict.labelOrDecision(),
        verdict.decision().id(),
        verdict.confidence(),
        verdict.client().map(Claim::value).orElse(""),
        verdict.server().map(Claim::value).orElse(""),
        verdict.settings().map(Claim::value).orElse(""),
        verdict.nature().id(),
        verdict.nearest().orElse(""),
        verdict.distance(),
        verdict.margin(),
        verdict.offset(),
        verdict.reason().map(Verdict.Reason::id).orElse(""),
        verdict.library());
    return RowFactory.create(values.toArray());
  }
}
