package io.entroprint.cli.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entroprint.cli.ExampleLibrary;
import io.entroprint.cli.Ran;
import io.entroprint.packets.TinyCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private static final Pattern DATA =
      Pattern.compile("<script id=\"data\" type=\"application/json\">(.*?)</script>");

  @TempDir Path directory;

  private Path capture() throws IOException {
    return TinyCapture.create()
        .tcp(50412, 22, "abcd", "aaaa")
        .tcp(50413, 22, "abab", "aa")
        .udp(50414, 53, "question")
        .writeTo(directory.resolve("a.pcap"));
  }

  private static String data(Path page) throws IOException {
    Matcher data = DATA.matcher(Files.readString(page));
    assertTrue(data.find());
    return data.group(1);
  }

  /** The numbers and texts of a top-level array, or of a column of the streams. */
  private static List<String> values(String data, String field) throws IOException {
    List<String> values = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(data)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME && json.currentName().equals(field)) {
          assertEquals(JsonToken.START_ARRAY, json.nextToken());
          while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(json.getText());
          }
        }
      }
    }
    return values;
  }

  @Test
  void holdsTheStreamsWithTheirCurvesInOneFile() throws IOException {
    Path page = directory.resolve("report.html");
    Ran.command("report", "-o", page, capture()).withCode(0).silent();
    String data = data(page);
    assertEquals(List.of("50412", "50413", "50414"), values(data, "clientPort"));
    assertEquals(List.of("0", "6000", "12000"), values(data, "start"));
    assertEquals(List.of("4", "4", "8"), values(data, "toServer"));
    // Both ways a, ab, abcd, and with aaaa; to the server; to the client.
    assertTrue(data.contains("[[0,1000,2000,1549],[0,1000,2000],[0,0,0]]"), data);
    assertTrue(data.contains("\"streamsSeen\":3,"), data);
  }

  @Test
  void holdsTheMapTheGroupsAndWhatDistancesAreMadeOf() throws IOException {
    TinyCapture made = TinyCapture.create();
    for (int i = 0; i < 5; i++) {
      made.tcp(40_000 + i, 6379, "\0\1\2\3".repeat(20) + (char) i, "\0".repeat(90));
    }
    made.tcp(41_000, 9, "few", "b");
    Path page = directory.resolve("report.html");
    Path library = ExampleLibrary.trainTo(directory.resolve("examples.fingerprints"));
    Path unknown = made.writeTo(directory.resolve("unknown.pcap"));
    Ran.command("report", "--library", library, "-o", page, unknown).withCode(0);
    String data = data(page);
    assertTrue(
        data.contains("\"foundStreams\":5,\"foundInNone\":0,\"found\":[{\"number\":1,"), data);
    assertTrue(data.contains("\"streams\":[0,1,2,3,4]}]"), data);
    assertEquals(6, values(data, "x").size(), "a place, or null, for each stream");
    assertEquals("null", values(data, "x").get(5), "too short to be compared");
    assertTrue(values(data, "x").subList(0, 5).stream().allMatch(x -> x.matches("\\d{1,4}")));
    assertTrue(data.contains("\"explained\":[["), data);
    assertTrue(data.contains("\"fingerprintsKnown\":"), data);
  }

  @Test
  void refersToNothingOutside() throws IOException {
    Path page = directory.resolve("report.html");
    Ran.command("report", "-o", page, capture()).withCode(0);
    String html = Files.readString(page);
    assertTrue(html.contains("default-src 'none'"));
    assertTrue(html.contains("Chart.js Contributors") && html.contains("Permission is hereby"));
    assertFalse(Pattern.compile("<(link|img|iframe)|<script[^>]*src|@import").matcher(html).find());
    assertFalse(html.contains("{{"), "a place that was not filled");
  }

  @Test
  void isTheSameForAnyNumberOfThreads() throws IOException {
    Path one = directory.resolve("one.html");
    Path many = directory.resolve("many.html");
    Path examples = Ran.exampleCaptures();
    Ran.command("report", "--threads", "1", "-o", one, examples).withCode(0).silent();
    Ran.command("report", "--threads", "4", "-o", many, examples).withCode(0).silent();
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(many));
  }

  @Test
  void textFromOutsideCannotEndTheScript() throws IOException {
    Path hostile = Files.createDirectories(directory.resolve("a<"));
    TinyCapture.create()
        .tcp(50412, 22, "abcd", "aaaa")
        .writeTo(hostile.resolve("script><img src=x onerror=alert(1)>{{data}}.pcap"));
    Path page = directory.resolve("report.html");
    Ran.command("report", "--title", "</script>&<!--", "-o", page, directory).withCode(0);
    String data = data(page);
    assertFalse(data.contains("<") || data.contains("&"), data);
    assertTrue(
        values(data, "texts").contains("a</script><img src=x onerror=alert(1)>{{data}}.pcap"));
  }

  @Test
  void leavesStreamsOutEvenlyAndSaysHowMany() throws IOException {
    Path page = directory.resolve("report.html");
    Ran.command("report", "--list", "2", "-o", page, capture()).withCode(0).silent();
    String data = data(page);
    assertEquals(2, values(data, "clientPort").size());
    assertTrue(data.contains("\"streamsSeen\":3,"), data);
  }

  @Test
  void takesThresholdsEnvelopesAndGivenLabels() throws IOException {
    Path spec = directory.resolve("low.nes");
    Files.writeString(spec, "Port: all\nRange: 1 63 0 4.5\nRange: 64 65536 1 7.9\n");
    Path packets = directory.resolve("packets.nes");
    Files.writeString(packets, "Port: all\nRangeUnit: packets\nRange: 1 63 0 4.5\n");
    Path labels = directory.resolve("labels.csv");
    Files.writeString(
        labels,
        """
        capture,proto,client_ip,client_port,server_ip,server_port,start,label
        x.pcap,tcp,192.0.2.1,50413,198.51.100.2,22,1795293886.129456,thing
        """);
    Path page = directory.resolve("report.html");
    Ran.command(
            "report",
            "--threshold",
            "7.9",
            "--threshold",
            "6",
            "--envelope",
            spec,
            "--envelope",
            packets,
            "--labels",
            labels,
            "-o",
            page,
            capture())
        .withCode(0)
        .silent();
    String data = data(page);
    assertEquals(List.of("7900", "6000"), values(data, "thresholds"));
    assertTrue(data.contains("\"ranges\":[[1,63,0,4500],[64,65536,1000,7900]]"), data);
    assertTrue(data.contains("\"name\":\"packets\",\"view\":\"both\",\"drawn\":false"), data);
    List<String> texts = values(data, "texts");
    assertEquals(
        List.of("", "thing", ""),
        values(data, "given").stream().map(i -> texts.get(Integer.parseInt(i))).toList());
  }

  @Test
  void saysWhenACaptureWasBadAndShowsTheOthers() throws IOException {
    Path bad = Files.writeString(directory.resolve("bad.pcap"), "no capture");
    Path page = directory.resolve("report.html");
    assertEquals(
        1, Ran.command("report", "-o", page, bad, capture()).withCode(1).problems().size());
    String data = data(page);
    assertTrue(data.contains("\"problems\":true"), data);
    assertEquals(3, values(data, "clientPort").size());
  }
}
