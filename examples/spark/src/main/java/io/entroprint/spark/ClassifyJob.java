package io.entroprint.spark;

import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.library.FingerprintLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code entroprint classify} over a directory of captures, one capture a task. */
public final class ClassifyJob {
  private static final StructType TASK = new StructType().add("capture", DataTypes.StringType);

  private ClassifyJob() {}

  /**
   * Classifies every stream of the captures below a directory.
   *
   * <p>A row has the columns {@code capture} and {@code problem}, and then either a problem, such
   * as that the capture is cut short, or a stream: what it is ({@code stream} is its place in the
   * capture, in the order in which streams began), what was measured of it ({@code vector}, in
   * bits, in the layout of the feature definition, NaN where a view is too short; {@code reached},
   * the number of offsets of each view), and its verdict. What was read of a capture before a
   * problem is there too. Rows are in no particular order.
   *
   * @param directory which every executor sees under this path
   * @throws IOException if the directory cannot be searched
   */
  public static Dataset<Row> classify(
      SparkSession spark, Path directory, FingerprintLibrary library) throws IOException {
    List<Row> tasks =
        Captures.below(directory).stream().map((String name) -> RowFactory.create(name)).toList();
    Broadcast<BroadcastLibrary> broadcast =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new BroadcastLibrary(library));
    return Captures.tasks(spark, tasks, TASK)
        .flatMap(
            new ClassifyCapture(directory.toString(), broadcast),
            Encoders.row(VerdictColumns.SCHEMA));
  }

  /**
   * Classifies and writes the rows as Parquet.
   *
   * @param arguments the directory of captures, the output, and optionally a library in place of
   *     the bundled one
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2 || arguments.length > 3) {
      throw new IllegalArgumentException("expected CAPTURES OUTPUT [LIBRARY]");
    }
    FingerprintLibrary library =
        arguments.length == 3
            ? FingerprintLibrary.read(Path.of(arguments[2]))
            : BundledLibrary.load();
    try (SparkSession spark = SparkSession.builder().appName("entroprint classify").getOrCreate()) {
      classify(spark, Path.of(arguments[0]), library).write().parquet(arguments[1]);
      Dataset<Row> written = spark.read().parquet(arguments[1]);
      written
          .filter(functions.col("problem").isNotNull())
          .orderBy("capture")
          .collectAsList()
          .forEach(row -> System.err.println("entroprint: " + row.getAs("problem")));
      written
          .filter(functions.col("problem").isNull())
          .groupBy("label")
          .count()
          .orderBy("label")
          .show(1000, false);
    }
  }
}
