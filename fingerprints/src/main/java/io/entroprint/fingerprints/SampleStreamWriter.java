package io.entroprint.fingerprints;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.entropy.Direction;
import io.entroprint.match.Verdict;
import io.entroprint.sensor.Sensor;
import io.entroprint.sensor.SensorStream;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.stream.ForwardingObserver;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Takes {@link SampleStream}s out of labelled captures: the part of them that the build runs. */
final class SampleStreamWriter {
  /** Of each label. */
  private static final int MOST_STREAMS = 2;

  private static final int LEAST_BYTES = 300;
  private static final int MOST_BYTES = 16_384;

  /** Columns of labels.csv up to the label; none of them is quoted. */
  private static final int COLUMNS = 8;

  private record Candidate(SampleStream sample, long bytes) {}

  private final Map<String, String> labels = new HashMap<>();
  private final Map<String, List<Candidate>> candidates = new TreeMap<>();

  private SampleStreamWriter() {}

  /**
   * Makes a file of captures.
   *
   * @param arguments a directory of captures with their labels.csv; the file to write
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    SampleStreamWriter writer = new SampleStreamWriter();
    writer.readLabels(directory.resolve("labels.csv"));
    List<String> captures =
        writer.labels.keySet().stream()
            .map(k -> k.substring(0, k.indexOf(' ')))
            .distinct()
            .toList();
    for (String capture : captures.stream().sorted().toList()) {
      writer.read(directory, capture);
    }
    writer.write(Path.of(arguments[1]));
  }

  private void readLabels(Path file) throws IOException {
    for (String line : Files.readAllLines(file, UTF_8)) {
      String[] cells = line.split(",", COLUMNS + 1);
      if (cells.length > COLUMNS && !cells[0].equals("capture")) {
        String start = cells[6].replace(".", "");
        labels.put(
            String.join(" ", cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], start),
            cells[7]);
      }
    }
  }

  private void read(Path directory, String capture) throws IOException {
    Map<StreamStart, Recording> recordings = new HashMap<>();
    Sensor sensor =
        Sensor.builder(BundledLibrary.load())
            .output(event -> ended(capture, recordings.remove(event.start()), event))
            .build();
    StreamObserver.Factory recorder =
        start -> {
          Recording recording = new Recording(sensor.open(start));
          recordings.put(start, recording);
          return recording;
        };
    try (CaptureReader reader = CaptureReader.open(directory.resolve(capture));
        FlowTable table = FlowTable.builder(recorder).build()) {
      table.acceptAll(reader);
    }
  }

  private void ended(String capture, Recording recording, VerdictEvent event) {
    StreamStart start = event.start();
    StreamSummary summary = event.summary().orElseThrow();
    String label =
        labels.get(
            String.join(
                " ",
                capture,
                start.key().transport().name().toLowerCase(Locale.ROOT),
                start.key().client().toString(),
                Integer.toString(start.key().clientPort()),
                start.key().server().toString(),
                Integer.toString(start.key().serverPort()),
                Long.toString(start.startNanos() / 1000)));
    Verdict verdict = event.verdict();
    boolean fits =
        summary.isWhole()
            && !start.midstream()
            && summary.bytesToServer() > 0
            && summary.bytes() >= LEAST_BYTES
            && summary.bytes() <= MOST_BYTES
            && verdict.labelOrDecision().equals(label)
            && recording.before.labelOrDecision().equals(label);
    if (fits) {
      candidates
          .computeIfAbsent(label, l -> new ArrayList<>())
          .add(
              new Candidate(
                  new SampleStream(label, start.key().transport(), recording.turns),
                  summary.bytes()));
    }
  }

  /** Of each label the shortest, those of the same length in the order in which they ended. */
  private void write(Path file) throws IOException {
    List<SampleStream> chosen = new ArrayList<>();
    for (List<Candidate> ofLabel : candidates.values()) {
      ofLabel.sort(Comparator.comparingLong(Candidate::bytes));
      ofLabel.stream().limit(MOST_STREAMS).forEach(c -> chosen.add(c.sample()));
    }
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeInt(chosen.size());
      for (SampleStream sample : chosen) {
        out.writeUTF(sample.label());
        out.writeUTF(sample.transport().name());
        out.writeInt(sample.turns().size());
        for (SampleStream.Turn turn : sample.turns()) {
          out.writeBoolean(turn.direction() == Direction.TO_SERVER);
          byte[] bytes = new byte[turn.bytes().remaining()];
          turn.bytes().get(bytes);
          out.writeInt(bytes.length);
          out.write(bytes);
        }
      }
    }
  }

  /** Writes down what a stream of a capture says. */
  private static final class Recording extends ForwardingObserver {
    final List<SampleStream.Turn> turns = new ArrayList<>();
    private final SensorStream judged;

    /** What was said of it when all of its bytes had come, and it had not ended. */
    Verdict before;

    Recording(SensorStream judged) {
      this.judged = judged;
    }

    @Override
    protected StreamObserver delegate() {
      return judged;
    }

    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
      turns.add(
          new SampleStream.Turn(direction, Arrays.copyOfRange(array, offset, offset + length)));
      super.bytes(direction, array, offset, length, timeNanos);
    }

    @Override
    public void ended(StreamSummary summary) {
      before = judged.verdict();
      super.ended(summary);
    }
  }
}
