package io.entroprint.sensor;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.Attributes;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.Provenance;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What was said on a stream of a capture: its bytes, and who said which, in arrival order. */
final class Said implements StreamObserver {
  static final String[] CAPTURES = {"ssh2", "ssh1", "rdp", "rtmp", "tls", "http", "ftp", "udp"};

  final String capture;
  final Transport transport;
  private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();

  /** Where each piece ends, and whose it is. */
  private final List<Integer> ends = new ArrayList<>();

  private final List<Direction> speakers = new ArrayList<>();
  private byte[] bytes;

  private Said(String capture, Transport transport) {
    this.capture = capture;
    this.transport = transport;
  }

  static List<Said> ofExampleCaptures() throws IOException {
    List<Said> all = new ArrayList<>();
    for (String capture : CAPTURES) {
      StreamObserver.Factory factory =
          start -> {
            Said said = new Said(capture, start.key().transport());
            all.add(said);
            return said;
          };
      Path file = Path.of("../examples/captures", capture + ".pcap");
      try (CaptureReader reader = CaptureReader.open(file);
          FlowTable table = FlowTable.builder(factory).build()) {
        table.acceptAll(reader);
      }
    }
    return all;
  }

  /** Knows each stream by the name of its capture. */
  static FingerprintLibrary library(List<Said> all) {
    FingerprintLibrary.Builder library =
        FingerprintLibrary.builder(FeatureDefinition.EV1, "captures", "1.0.0")
            .created(LocalDate.EPOCH);
    for (int i = 0; i < all.size(); i++) {
      Said said = all.get(i);
      StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
      said.pieces(
          0,
          said.length(),
          (direction, at, length) -> meter.add(direction, said.bytes, at, length));
      Label label = new Label(said.capture);
      library.add(
          new Fingerprint(
              Fingerprint.id(label, i),
              label,
              said.transport,
              Attributes.NONE,
              meter.vector(),
              1,
              LocalDate.EPOCH,
              LocalDate.EPOCH,
              Provenance.NONE));
    }
    return library.build();
  }

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    recorded.write(array, offset, length);
    ends.add(recorded.size());
    speakers.add(direction);
  }

  @Override
  public void ended(StreamSummary summary) {
    bytes = recorded.toByteArray();
  }

  int length() {
    return bytes.length;
  }

  /** Feeds the bytes of both directions between two places. */
  void feed(SensorStream stream, int from, int to) {
    pieces(from, to, (direction, at, length) -> stream.bytes(direction, bytes, at, length, 0));
  }

  byte[] bytes() {
    return bytes;
  }

  /** Is told of a piece of one direction. */
  interface Piece {
    void said(Direction direction, int at, int length);
  }

  void pieces(int from, int to, Piece piece) {
    int at = from;
    for (int i = 0; at < to; i++) {
      int end = Math.min(ends.get(i), to);
      if (end > at) {
        piece.said(speakers.get(i), at, end - at);
        at = end;
      }
    }
  }
}
