package io.entroprint.spark;

import io.entroprint.label.CaptureOrigins;
import io.entroprint.label.LabelSource;
import io.entroprint.label.LabelledCaptures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * The work of one task: the labelled streams of a capture, in the order in which they began.
 *
 * @param directory the captures, and where there is one an {@code ORIGINS.csv}
 */
record ReadLabelled(String directory) implements FlatMapFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Row task) throws IOException, InterruptedException {
    Path captures = Path.of(directory);
    String capture = task.getAs("capture");
    Path origins = captures.resolve("ORIGINS.csv");
    LabelledCaptures read =
        LabelledCaptures.read(
            LabelSource.of(LabelColumns.labels(task)),
            captures,
            Files.exists(origins) ? CaptureOrigins.read(origins) : CaptureOrigins.none(),
            1);
    return Stream.concat(
            read.problems().stream().map(line -> LabelledColumns.problem(capture, line)),
            read.streams().stream().map(stream -> LabelledColumns.stream(capture, stream)))
        .iterator();
  }
}
