package io.entroprint.spark;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.label.CheckpointReach;
import io.entroprint.label.FlowLabel;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Labelled streams on their way to the driver: numbers, exactly as they were measured. */
final class LabelledColumns {
  static final StructType SCHEMA =
      StreamColumns.addTo(
              new StructType()
                  .add("capture", DataTypes.StringType)
                  .add("problem", DataTypes.StringType))
          .add("growth", DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add("late_reached", DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add(
              "late",
              DataTypes.createArrayType(
                  DataTypes.createArrayType(DataTypes.DoubleType, false), false))
          .add("place", DataTypes.StringType)
          .add("capture_sha256", DataTypes.StringType)
          .add("origin", DataTypes.StringType)
          .add("licence", DataTypes.StringType)
          .add("family", DataTypes.StringType);

  private LabelledColumns() {}

  static Row problem(String capture, String problem) {
    Object[] values = new Object[SCHEMA.size()];
    values[0] = capture;
    values[1] = problem;
    return RowFactory.create(values);
  }

  static Row stream(String capture, LabelledStream stream) {
    List<Object> values = new ArrayList<>(Arrays.asList(capture, null));
    StreamColumns.append(values, stream.summary(), stream.evidence());
    Provenance from = stream.provenance();
    values.addAll(
        List.of(
            stream.growth().reached(),
            stream.late().stream()
                .flatMapToInt(v -> IntStream.of(StreamColumns.reached(v)))
                .toArray(),
            stream.late().stream().map(StreamColumns::numbers).toArray(double[][]::new),
            stream.truth().place(),
            from.captureSha256(),
            from.origin(),
            from.licence(),
            from.family()));
    return RowFactory.create(values.toArray());
  }

  /**
   * The stream of a row.
   *
   * @param labels by their place, which came back in place of the whole label
   */
  static LabelledStream stream(Row row, Map<String, FlowLabel> labels) {
    return new LabelledStream(
        labels.get(row.<String>getAs("place")),
        StreamColumns.summary(row),
        StreamColumns.evidence(row),
        CheckpointReach.of(StreamColumns.integers(row, "growth")),
        late(row),
        new Provenance(
            row.getAs("capture"),
            row.getAs("capture_sha256"),
            row.getAs("origin"),
            row.getAs("licence"),
            row.getAs("family")));
  }

  private static List<EntropyVector> late(Row row) {
    int[] reached = StreamColumns.integers(row, "late_reached");
    List<EntropyVector> late = new ArrayList<>();
    for (scala.collection.Seq<Double> numbers :
        row.<scala.collection.Seq<Double>>getList(row.fieldIndex("late"))) {
      int at = 3 * late.size();
      late.add(
          StreamColumns.vector(
              new int[] {reached[at], reached[at + 1], reached[at + 2]},
              scala.jdk.javaapi.CollectionConverters.asJava(numbers)));
    }
    return late;
  }
}
