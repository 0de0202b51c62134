package io.entroprint.spark;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns that say of which stream a row is and what was measured of it. */
final class StreamColumns {
  private StreamColumns() {}

  /** Adds the columns to a schema. */
  static StructType addTo(StructType schema) {
    return schema
        .add("stream", DataTypes.LongType)
        .add("proto", DataTypes.StringType)
        .add("client_ip", DataTypes.StringType)
        .add("client_port", DataTypes.IntegerType)
        .add("server_ip", DataTypes.StringType)
        .add("server_port", DataTypes.IntegerType)
        .add("start_nanos", DataTypes.LongType)
        .add("end_nanos", DataTypes.LongType)
        .add("packets_to_server", DataTypes.LongType)
        .add("packets_to_client", DataTypes.LongType)
        .add("bytes_to_server", DataTypes.LongType)
        .add("bytes_to_client", DataTypes.LongType)
        .add("gap_to_server", DataTypes.BooleanType)
        .add("gap_to_client", DataTypes.BooleanType)
        .add("midstream", DataTypes.BooleanType)
        .add("beginning", DataTypes.StringType)
        .add("client_by", DataTypes.StringType)
        .add("one_direction", DataTypes.BooleanType)
        .add("end_reason", DataTypes.StringType)
        .add("finished", DataTypes.BooleanType)
        .add("vector", DataTypes.createArrayType(DataTypes.DoubleType, false))
        .add("reached", DataTypes.createArrayType(DataTypes.IntegerType, false));
  }

  /** Appends the values of the columns, in their order. */
  static void append(List<Object> values, StreamSummary summary, StreamEvidence evidence) {
    StreamStart start = summary.start();
    FlowKey key = start.key();
    values.addAll(
        List.of(
            start.ordinal(),
            key.transport().name(),
            key.client().toString(),
            key.clientPort(),
            key.server().toString(),
            key.serverPort(),
            start.startNanos(),
            summary.endNanos(),
            summary.packetsToServer(),
            summary.packetsToClient(),
            summary.bytesToServer(),
            summary.bytesToClient(),
            summary.gapToServer(),
            summary.gapToClient(),
            start.midstream(),
            start.beginning().name(),
            start.orientation().name(),
            summary.oneDirection(),
            summary.reason().name(),
            evidence.finished(),
            numbers(evidence.vector()),
            reached(evidence.vector())));
  }

  /** In the layout of the definition; NaN where a view does not reach the offset. */
  static double[] numbers(EntropyVector vector) {
    double[] numbers = new double[vector.definition().dimension()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = vector.get(i);
    }
    return numbers;
  }

  static int[] reached(EntropyVector vector) {
    return new int[] {
      vector.reached(View.BOTH), vector.reached(View.TO_SERVER), vector.reached(View.TO_CLIENT)
    };
  }

  /** The stream of a row. */
  static StreamSummary summary(Row row) {
    FlowKey key =
        new FlowKey(
            Transport.valueOf(row.getAs("proto")),
            IpAddress.parse(row.getAs("client_ip")),
            row.<Integer>getAs("client_port"),
            IpAddress.parse(row.getAs("server_ip")),
            row.<Integer>getAs("server_port"));
    return StreamSummary.builder(
            StreamStart.builder(key)
                .ordinal(row.getAs("stream"))
                .startNanos(row.getAs("start_nanos"))
                .beginning(beginning(row))
                .orientation(StreamStart.Orientation.valueOf(row.getAs("client_by")))
                .build())
        .endNanos(row.getAs("end_nanos"))
        .packets(row.getAs("packets_to_server"), row.getAs("packets_to_client"))
        .bytes(row.getAs("bytes_to_server"), row.getAs("bytes_to_client"))
        .gaps(row.getAs("gap_to_server"), row.getAs("gap_to_client"))
        .oneDirection(row.getAs("one_direction"))
        .reason(StreamSummary.EndReason.valueOf(row.getAs("end_reason")))
        .build();
  }

  /** What was measured, without the curve, which training does not look at. */
  static StreamEvidence evidence(Row row) {
    EntropyVector vector =
        vector(integers(row, "reached"), row.<Double>getList(row.fieldIndex("vector")));
    return new StreamEvidence(
        Transport.valueOf(row.getAs("proto")),
        vector,
        EntropyCurve.NONE,
        row.getAs("finished"),
        beginning(row),
        row.getAs("one_direction"),
        Optional.empty());
  }

  /** The vector of what {@link #reached} and {@link #numbers} gave. */
  static EntropyVector vector(int[] reached, List<Double> numbers) {
    return EntropyVector.of(
        FeatureDefinition.CURRENT,
        reached[0],
        reached[1],
        reached[2],
        numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static StreamStart.Beginning beginning(Row row) {
    return StreamStart.Beginning.valueOf(row.getAs("beginning"));
  }

  /** A column of integers. */
  static int[] integers(Row row, String column) {
    return row.<Integer>getList(row.fieldIndex(column)).stream()
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
