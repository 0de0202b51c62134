package io.entroprint.spark;

import io.entroprint.label.FlowLabel;
import io.entroprint.library.Attributes;
import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.Transport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The labels of a capture on their way to the task that reads it. */
final class LabelColumns {
  private static final StructType LABEL =
      new StructType()
          .add("proto", DataTypes.StringType)
          .add("client_ip", DataTypes.StringType)
          .add("client_port", DataTypes.IntegerType)
          .add("server_ip", DataTypes.StringType)
          .add("server_port", DataTypes.IntegerType)
          .add("start_nanos", DataTypes.LongType)
          .add("label", DataTypes.StringType)
          .add("client", DataTypes.StringType)
          .add("server", DataTypes.StringType)
          .add("settings", DataTypes.StringType)
          .add("nature", DataTypes.StringType)
          .add("family", DataTypes.StringType)
          .add("content", DataTypes.StringType)
          .add("place", DataTypes.StringType);

  /** A capture with the labels of its streams. */
  static final StructType TASK =
      new StructType()
          .add("capture", DataTypes.StringType)
          .add("labels", DataTypes.createArrayType(LABEL, false));

  private LabelColumns() {}

  static Row task(String capture, List<FlowLabel> labels) {
    return RowFactory.create(capture, labels.stream().map(LabelColumns::label).toArray(Row[]::new));
  }

  private static Row label(FlowLabel flow) {
    return RowFactory.create(
        flow.key().transport().name(),
        flow.key().client().toString(),
        flow.key().clientPort(),
        flow.key().server().toString(),
        flow.key().serverPort(),
        flow.startNanos().isPresent() ? flow.startNanos().getAsLong() : null,
        flow.label().map(Label::name).orElse(null),
        flow.attributes().client(),
        flow.attributes().server(),
        flow.attributes().settings(),
        flow.attributes().nature().map(Nature::name).orElse(null),
        flow.family().orElse(null),
        flow.content(),
        flow.place());
  }

  static List<FlowLabel> labels(Row task) {
    String capture = task.getAs("capture");
    return task.<Row>getList(task.fieldIndex("labels")).stream()
        .map(row -> label(capture, row))
        .toList();
  }

  private static OptionalLong nanos(Long start) {
    return start == null ? OptionalLong.empty() : OptionalLong.of(start);
  }

  private static FlowLabel label(String capture, Row row) {
    return new FlowLabel(
        Optional.of(capture),
        new FlowKey(
            Transport.valueOf(row.getAs("proto")),
            IpAddress.parse(row.getAs("client_ip")),
            row.<Integer>getAs("client_port"),
            IpAddress.parse(row.getAs("server_ip")),
            row.<Integer>getAs("server_port")),
        nanos(row.getAs("start_nanos")),
        Optional.ofNullable(row.<String>getAs("label")).map(Label::new),
        new Attributes(
            row.getAs("client"),
            row.getAs("server"),
            row.getAs("settings"),
            Optional.ofNullable(row.<String>getAs("nature")).map(Nature::valueOf)),
        Optional.ofNullable(row.<String>getAs("family")),
        row.getAs("content"),
        row.getAs("place"));
  }
}
