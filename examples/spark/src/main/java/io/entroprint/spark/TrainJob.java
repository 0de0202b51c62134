package io.entroprint.spark;

import io.entroprint.label.FlowLabel;
import io.entroprint.label.LabelSource;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.train.Trainer;
import io.entroprint.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * {@code entroprint train} over a directory of captures: a task reads one capture, the driver
 * trains on the streams of all.
 */
public final class TrainJob {
  private TrainJob() {}

  /**
   * What came back from the tasks.
   *
   * @param streams in the order that the command has them in, on which the library depends
   * @param problems one line each, capture by capture
   */
  record Gathered(List<LabelledStream> streams, List<String> problems) {
    Gathered {
      streams = List.copyOf(streams);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads the captures that the {@code labels.csv} of a directory names.
   *
   * @param directory which every executor sees under this path
   * @throws IOException if the labels cannot be read, or one names no capture
   */
  static Gathered gather(SparkSession spark, Path directory) throws IOException {
    Map<String, List<FlowLabel>> byCapture = new LinkedHashMap<>();
    Map<String, FlowLabel> byPlace = new HashMap<>();
    for (FlowLabel flow : LabelSource.csv(directory.resolve("labels.csv")).flows()) {
      String capture =
          flow.capture()
              .orElseThrow(
                  () -> new IOException(flow.place() + ": expected the name of a capture"));
      byCapture.computeIfAbsent(capture, name -> new ArrayList<>()).add(flow);
      byPlace.put(flow.place(), flow);
    }
    List<Row> tasks = new ArrayList<>();
    byCapture.forEach((capture, labels) -> tasks.add(LabelColumns.task(capture, labels)));
    // Rows come back task by task, in the order of the tasks.
    List<Row> rows =
        Captures.tasks(spark, tasks, LabelColumns.TASK)
            .flatMap(new ReadLabelled(directory.toString()), Encoders.row(LabelledColumns.SCHEMA))
            .collectAsList();
    List<LabelledStream> streams = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Row row : rows) {
      String problem = row.getAs("problem");
      if (problem == null) {
        streams.add(LabelledColumns.stream(row, byPlace));
      } else {
        problems.add(problem);
      }
    }
    return new Gathered(streams, problems);
  }

  /**
   * Trains and writes the library.
   *
   * @param arguments the directory of captures with its {@code labels.csv}, the output, the
   *     library's name, its version and the day it is dated with, such as 2026-11-22
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 5) {
      throw new IllegalArgumentException("expected CAPTURES OUTPUT NAME VERSION DATE");
    }
    try (SparkSession spark = SparkSession.builder().appName("entroprint train").getOrCreate()) {
      Gathered gathered = gather(spark, Path.of(arguments[0]));
      gathered.problems().forEach(line -> System.err.println("entroprint: " + line));
      FingerprintLibrary library =
          library(gathered, arguments[2], arguments[3], LocalDate.parse(arguments[4]));
      library.write(Path.of(arguments[1]));
      System.out.println("wrote " + library.id() + " to " + arguments[1]);
      System.out.println("sha256 " + library.sha256());
    }
  }

  /** What the command would make of the same streams. */
  static FingerprintLibrary library(
      Gathered gathered, String name, String version, LocalDate created)
      throws InterruptedException {
    return Trainer.train(gathered.streams(), name, version, created, TrainingOptions.defaults())
        .library()
        .toBuilder()
        .toolVersion("entroprint " + version())
        .build();
  }

  /** From the jar's manifest; {@code development} when run from a directory of classes. */
  private static String version() {
    String version = TrainJob.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
