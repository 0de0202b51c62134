package io.entroprint.spark;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.capture.Packet;
import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.match.StreamClassifier;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The work of one task: the verdicts of a capture, as its streams end. A capture of any size is
 * read in the memory of the streams that are open at a time.
 *
 * @param directory the captures
 * @param library the library to ask
 */
record ClassifyCapture(String directory, Broadcast<BroadcastLibrary> library)
    implements FlatMapFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Row task) {
    Verdicts verdicts =
        new Verdicts(Path.of(directory), task.getString(0), library.value().classifier());
    TaskContext.get()
        .addTaskCompletionListener((TaskCompletionListener) context -> verdicts.close());
    return verdicts;
  }

  /** Reads on when it is asked for more. */
  private static final class Verdicts implements Iterator<Row> {
    private final Queue<Row> ready = new ArrayDeque<>();
    private final Packet packet = new Packet();
    private final Path file;
    private final String capture;
    private final StreamClassifier classifier;
    private final FlowTable table = FlowTable.builder(Judged::new).build();
    private CaptureReader reader;
    private boolean finished;

    Verdicts(Path directory, String capture, StreamClassifier classifier) {
      this.file = directory.resolve(capture);
      this.capture = capture;
      this.classifier = classifier;
    }

    @Override
    public boolean hasNext() {
      try {
        if (reader == null && !finished) {
          reader = CaptureReader.open(file);
        }
        while (ready.isEmpty() && !finished) {
          if (reader.next(packet)) {
            table.accept(packet);
          } else {
            close();
          }
        }
      } catch (IOException e) {
        // What was read before the fault still counts.
        close();
        ready.add(VerdictColumns.problem(capture, e.getMessage()));
      }
      return !ready.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    /** Ends the streams that are still open. */
    void close() {
      finished = true;
      table.close();
      try {
        if (reader != null) {
          reader.close();
        }
      } catch (IOException e) {
        ready.add(VerdictColumns.problem(capture, e.getMessage()));
      }
    }

    private final class Judged implements StreamObserver {
      private final MeteredStream stream;

      Judged(StreamStart start) {
        stream = new MeteredStream(start, FeatureDefinition.CURRENT);
      }

      @Override
      public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
        stream.bytes(direction, array, offset, length, timeNanos);
      }

      @Override
      public void holeOpened(Direction direction, long timeNanos) {
        stream.holeOpened(direction, timeNanos);
      }

      @Override
      public void holeFilled(Direction direction, long timeNanos) {
        stream.holeFilled(direction, timeNanos);
      }

      @Override
      public void ended(StreamSummary summary) {
        StreamEvidence evidence = StreamEvidence.of(summary, stream.meter());
        ready.add(
            VerdictColumns.verdict(capture, summary, evidence, classifier.classify(evidence)));
      }
    }
  }
}
