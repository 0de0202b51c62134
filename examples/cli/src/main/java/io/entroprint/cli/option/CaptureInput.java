package io.entroprint.cli.option;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.CaptureSequence;
import io.entroprint.capture.FlowTable;
import io.entroprint.capture.Packet;
import io.entroprint.cli.base.Backlog;
import io.entroprint.cli.base.CaptureFile;
import io.entroprint.cli.base.InOrder;
import io.entroprint.cli.base.OrderedOutput;
import io.entroprint.cli.base.Problem;
import io.entroprint.cli.base.SpareThreads;
import io.entroprint.entropy.Direction;
import io.entroprint.label.FlowFilter;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What a task reads: one capture, or several as one. Its streams go through one flow table with the
 * user's limits, and what that counts to the run. One thread.
 */
public final class CaptureInput {
  /** Standard input by a name that can be opened as a file. */
  private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

  private final int index;
  private final List<CaptureFile> files;
  private final CaptureScan scan;
  private final FlowFilter filter;
  private final CaptureReader.Builder reading;
  private final CaptureStatistics statistics;
  private final SpareThreads spare;
  private final OrderedOutput.Section output;
  private String name;
  private boolean keepsProxyHeaders;
  private long latest = Long.MIN_VALUE;

  CaptureInput(
      int index,
      List<CaptureFile> files,
      CaptureScan scan,
      CaptureReader.Builder reading,
      FlowFilter filter,
      CaptureStatistics statistics,
      SpareThreads spare,
      OrderedOutput.Section output) {
    this.index = index;
    this.files = files;
    this.scan = scan;
    this.filter = filter;
    this.reading = reading;
    this.statistics = statistics;
    this.spare = spare;
    this.output = output;
    name = files.get(0).name();
  }

  /**
   * Leaves headers of the PROXY protocol where they are: for what is to be as other programs see
   * it.
   */
  public CaptureInput keepingProxyHeaders() {
    keepsProxyHeaders = true;
    return this;
  }

  /** Its place among all that the run reads. */
  public int index() {
    return index;
  }

  /** The name of the capture that the packet came from that is being looked at. */
  public String name() {
    return name;
  }

  /** Where each of its captures is, by name. */
  public Map<String, Path> paths() {
    Map<String, Path> paths = new LinkedHashMap<>();
    files.forEach(file -> paths.put(file.name(), file.path()));
    return paths;
  }

  /** What problems of the input as a whole are said of. */
  String place() {
    return files.size() == 1 ? files.get(0).place() : files.size() + " captures as one";
  }

  /**
   * Reads it to its end. When it cannot be read so far, the streams that are open end first, so
   * that nothing seen is lost; then the exception is thrown.
   *
   * @param streams makes the observers of those of its streams that the user's filter passes
   */
  public void read(StreamObserver.Factory streams) throws IOException {
    FlowTable table =
        scan.table(
            start -> filter.test(start.key()) ? streams.open(start) : new NotWanted(),
            keepsProxyHeaders);
    try (table) {
      if (files.size() == 1) {
        one(table);
      } else {
        joined(table);
      }
    } finally {
      statistics.add(table.counters(), latest);
    }
  }

  /** Of a stream that the filter does not pass nothing is kept. */
  private static final class NotWanted implements StreamObserver {
    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {}

    @Override
    public void ended(StreamSummary summary) {}
  }

  private void one(FlowTable table) throws IOException {
    Packet packet = new Packet();
    try (CaptureReader reader = files.get(0).open(reading)) {
      while (reader.next(packet)) {
        latest = Math.max(latest, packet.timeNanos());
        table.accept(packet);
      }
    }
  }

  private void joined(FlowTable table) throws IOException {
    List<Path> paths = files.stream().map(CaptureInput::path).toList();
    Packet packet = new Packet();
    try (CaptureSequence captures = CaptureSequence.open(paths, reading, this::problem)) {
      while (captures.next(packet)) {
        name = files.get(captures.lastIndex()).name();
        latest = Math.max(latest, packet.timeNanos());
        table.accept(packet);
      }
    }
  }

  private static Path path(CaptureFile file) {
    return file.path().equals(CaptureFile.STANDARD_INPUT) ? STANDARD_INPUT : file.path();
  }

  private void problem(Path path, IOException e) {
    CaptureFile file = files.stream().filter(f -> path(f).equals(path)).findFirst().orElseThrow();
    output.problem(Problem.of(file.place(), e));
  }

  /**
   * Puts work on its streams off, for threads that have nothing to read. To be closed when it was
   * read.
   */
  public Backlog backlog() {
    return new Backlog(spare);
  }

  /**
   * Observers whose results come in the order in which their streams began, each with the name of
   * its capture; of as many as may be followed at a time, some may wait.
   */
  public <O extends StreamObserver, T> StreamObserver.Factory inOrder(
      Function<StreamStart, O> observers, InOrder.Results<O, T> results, Consumer<T> next) {
    return inOrder(result -> 1, observers, results, next);
  }

  /** The same for results of which some are larger than others. */
  public <O extends StreamObserver, T> StreamObserver.Factory inOrder(
      ToLongFunction<T> weight,
      Function<StreamStart, O> observers,
      InOrder.Results<O, T> results,
      Consumer<T> next) {
    InOrder.Bound bound =
        new InOrder.Bound(
            scan.maxStreams(),
            () ->
                output.notice(
                    place()
                        + ": more than "
                        + scan.maxStreams()
                        + " streams (--max-streams) ended while one that began earlier was still"
                        + " open; that one comes later, out of order"));
    return new InOrder<>(bound, weight, this::name, observers, results, next);
  }
}
