package io.entroprint.spark;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A directory of captures that every executor sees under the same path. */
final class Captures {
  private Captures() {}

  /**
   * The captures in a directory and all below it, by name: {@code .pcap}, {@code .pcapng}, either
   * with {@code .gz}.
   *
   * @return their paths relative to the directory, with {@code /} between names, sorted
   * @throws IOException if the directory cannot be searched
   */
  static List<String> below(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      return new ArrayList<>(
          files
              .filter(Files::isRegularFile)
              .map(file -> directory.relativize(file).toString())
              .map(name -> name.replace(directory.getFileSystem().getSeparator(), "/"))
              .filter(Captures::isNamedAsCapture)
              .sorted()
              .toList());
    }
  }

  private static boolean isNamedAsCapture(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
    return plain.endsWith(".pcap") || plain.endsWith(".pcapng");
  }

  /** Rows of which each is the work of one task: captures differ too much in size to share one. */
  static Dataset<Row> tasks(SparkSession spark, List<Row> rows, StructType schema) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return spark.createDataFrame(context.parallelize(rows, Math.max(1, rows.size())), schema);
  }
}
