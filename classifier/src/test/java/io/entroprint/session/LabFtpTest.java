package io.entroprint.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.session.FtpStream.FtpTransfer;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every stream of the lab against its label. */
@Tag("shared")
class LabFtpTest {
  private static final Path LAB =
      Path.of(System.getProperty("entroprint.shared", ""), "captures", "lab");

  @Test
  void findsAllFtpDataChannelsOfTheLabAndNothingElse() throws IOException {
    Map<String, NamedCsvRecord> labels = labels();
    Map<String, Integer> counts = new TreeMap<>();
    Set<String> nameless = new TreeSet<>();
    try (Stream<Path> files = Files.list(LAB)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".pcap")).sorted().toList()) {
        for (Map.Entry<StreamStart, FtpStream> entry : read(file).entrySet()) {
          NamedCsvRecord label = labels.get(file.getFileName() + " " + id(entry.getKey().key()));
          String app = label == null ? "not labelled" : label.getField("app");
          FtpStream stream = entry.getValue();
          String found =
              stream
                  .transfer()
                  .map(transfer -> transfer.evidence().name())
                  .orElse(stream.isControl() ? "CONTROL" : "NOTHING");
          // A few control channels are in the captures and not among the labels.
          boolean labelled = label != null || !found.equals("CONTROL");
          if (labelled && (app.startsWith("ftp") || !found.equals("NOTHING"))) {
            counts.merge(app + " " + found, 1, Integer::sum);
          }
          stream
              .transfer()
              .filter(t -> t.evidence() != FtpTransfer.Evidence.ASSUMED && t.command().isEmpty())
              .ifPresent(t -> nameless.add(id(entry.getKey().key())));
        }
      }
    }
    assertEquals(
        "{ftp CONTROL=118, ftp-data ACTIVE=16, ftp-data PASSIVE=152, ftps CONTROL=16, "
            + "ftps-data ASSUMED=19}",
        counts.toString());
    assertEquals(Set.of(), nameless, "each announced channel has its command");
  }

  private static Map<StreamStart, FtpStream> read(Path file) throws IOException {
    Map<StreamStart, FtpStream> streams = new HashMap<>();
    FtpTracker tracker = new FtpTracker();
    StreamObserver.Factory factory =
        start -> {
          FtpStream stream = tracker.open(start);
          streams.put(start, stream);
          return stream;
        };
    try (CaptureReader reader = CaptureReader.open(file);
        FlowTable table = FlowTable.builder(factory).build()) {
      table.acceptAll(reader);
    }
    return streams;
  }

  private static Map<String, NamedCsvRecord> labels() throws IOException {
    Map<String, NamedCsvRecord> labels = new HashMap<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(LAB.resolve("labels.csv"))) {
      List<String> fields = new ArrayList<>();
      for (NamedCsvRecord row : rows) {
        fields.clear();
        for (String name :
            List.of("capture", "client_ip", "client_port", "server_ip", "server_port")) {
          fields.add(row.getField(name));
        }
        labels.put(String.join(" ", fields), row);
      }
    }
    return labels;
  }

  private static String id(FlowKey key) {
    return key.client() + " " + key.clientPort() + " " + key.server() + " " + key.serverPort();
  }
}
