package io.entroprint.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.entroprint.library.Label;
import io.entroprint.library.LabelDefinition;
import io.entroprint.library.Nature;
import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Claim;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.stream.Encapsulation;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import io.entroprint.stream.StreamSummary.ProxyHeader;
import io.entroprint.stream.Transport;
import io.entroprint.text.PrintableText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VerdictFormatTest {
  private static final long T = 1_795_293_886_123_456_789L;
  private static final StreamStart START =
      StreamStart.of(
          new FlowKey(
              Transport.TCP, IpAddress.parse("10.0.0.1"), 50412, IpAddress.parse("10.0.0.2"), 2222),
          3,
          T);
  private static final StreamSummary SUMMARY =
      StreamSummary.builder(START)
          .endNanos(T + 1_500_000_000L)
          .packets(12, 11)
          .bytes(2310, 3120)
          .reason(EndReason.FIN)
          .build();

  /** Every character below U+0250, and what separates lines and fields somewhere. */
  private static final String HOSTILE = hostile();

  private static String hostile() {
    StringBuilder all = new StringBuilder("\",\\x09\t\r\n<0>1 ]}\u2028\u0085 \ud83d\ude00 =1+1 ");
    for (char c = 0; c < 0x250; c++) {
      all.append(c);
    }
    return all.toString();
  }

  private static Verdict verdict(String client, String server, String settings) {
    return Verdict.of(new Label("ssh-2"), "bundled@1.0.0")
        .confidence(0.98)
        .client(claim(client))
        .server(claim(server))
        .settings(claim(settings))
        .nature(Nature.ENCRYPTED)
        .nearest("ssh-2/0017", 0.021, Double.POSITIVE_INFINITY)
        .offset(4096)
        .build();
  }

  private static Optional<Claim> claim(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(new Claim(value, 0.9));
  }

  private static final VerdictEvent END =
      VerdictEvent.ended(SUMMARY, verdict("OpenSSH_9.2", "", "x"), OptionalInt.of(512));

  private static String line(VerdictFormat format, VerdictEvent event) {
    String text = new String(format.line(event), StandardCharsets.UTF_8);
    assertTrue(text.endsWith("\n"), text);
    return text.substring(0, text.length() - 1);
  }

  @Test
  void eveSaysWhatAStreamCameUnderAndWhatItsClientBeganWith() {
    Encapsulation under =
        new Encapsulation(
            List.of(
                new Encapsulation.Step("vlan", 10),
                new Encapsulation.Step("mpls", 16),
                new Encapsulation.Step("vlan", 20)));
    StreamStart start =
        StreamStart.builder(START.key())
            .encapsulation(under)
            .orientation(StreamStart.Orientation.PORTS)
            .build();
    FlowKey named =
        new FlowKey(
                Transport.TCP,
                IpAddress.parse("203.0.113.7"),
                51234,
                IpAddress.parse("203.0.113.9"),
                443)
            .reversed();
    StreamSummary summary =
        StreamSummary.builder(start)
            .proxyHeader(Optional.of(new ProxyHeader(2, Optional.of(named), 28)))
            .build();
    byte[] line = new EveLine("x", 0).stream(start).flow(summary).endLine();
    String text = new String(line, StandardCharsets.UTF_8);
    assertTrue(text.contains("\"event_type\":\"x\",\"vlan\":[10,20],\"proto\":\"TCP\""), text);
    assertTrue(text.contains("\",\"client_by\":\"ports\",\"flow\":{"), text);
    assertTrue(
        text.endsWith(
            "},\"proxy_protocol\":2,\"proxy_src_ip\":\"203.0.113.9\",\"proxy_src_port\":443,"
                + "\"proxy_dest_ip\":\"203.0.113.7\",\"proxy_dest_port\":51234}\n"),
        text);
  }

  @Test
  void eveIsTheContractOfTheCommand() {
    String flow =
        "\"proto\":\"TCP\",\"src_ip\":\"10.0.0.1\",\"src_port\":50412,\"dest_ip\":\"10.0.0.2\","
            + "\"dest_port\":2222,\"community_id\":\""
            + START.key().communityId()
            + "\",\"flow\":{\"start\":\"2026-11-21T20:44:46.123456+0000\"";
    String end =
        ",\"end\":\"2026-11-21T20:44:47.623456+0000\",\"pkts_toserver\":12,\"pkts_toclient\":11,"
            + "\"bytes_toserver\":2310,\"bytes_toclient\":3120}";
    String answer =
        "\"label\":\"ssh-2\",\"decision\":\"known\",\"reason\":\"\",\"confidence\":0.98,"
            + "\"client\":\"OpenSSH_9.2\",\"client_confidence\":0.9,"
            + "\"server\":\"\",\"server_confidence\":null,"
            + "\"settings\":\"x\",\"settings_confidence\":0.9,"
            + "\"nature\":\"encrypted\",\"distance\":0.021,\"margin\":null,"
            + "\"nearest\":\"ssh-2/0017\",\"offset\":4096,";
    String library = "\"library\":\"bundled@1.0.0\"";
    String begin =
        "{\"timestamp\":\"2026-11-21T20:44:46.123456+0000\",\"event_type\":\"entroprint\",";
    String gap = "\"gap\":false,\"midstream\":false,";
    assertEquals(
        begin + flow + end + ",\"entroprint\":{" + answer + gap + library + "}}",
        line(VerdictFormat.eve(), END));
    assertEquals(
        begin
            + "\"pcap_filename\":\"lab/ssh2.pcap\","
            + flow
            + end
            + ",\"entroprint\":{"
            + answer
            + gap
            + library
            + ",\"decided_at\":512}}",
        line(VerdictFormat.eve().ofCapture("lab/ssh2.pcap").withDecidedAt(), END));
    assertEquals(
        "{\"timestamp\":\"2026-11-21T20:44:46.123456+0000\",\"event_type\":\"entroprint\","
            + "\"in_iface\":\"eth0\","
            + flow
            + "},\"entroprint\":{\"event\":\"decided\","
            + answer
            + library
            + "}}",
        line(
            VerdictFormat.eve().ofInterface("eth0"),
            VerdictEvent.decided(START, END.verdict(), T)));
  }

  /** Programs compare them, so the documentation of the fields has them all. */
  @Test
  void aReasonIsWrittenByItsId() throws IOException {
    String documentation = Files.readString(Path.of("OUTPUTS.md"));
    for (Verdict.Reason reason : Verdict.Reason.values()) {
      Verdict verdict = Verdict.without(reason, "bundled@1.0.0").build();
      VerdictEvent event = VerdictEvent.ended(SUMMARY, verdict, OptionalInt.empty());
      JsonNode said = new ObjectMapper().readTree(line(VerdictFormat.eve(), event));
      assertEquals(reason.id(), said.get("entroprint").get("reason").asText());
      assertEquals(reason.decision().id(), said.get("entroprint").get("label").asText());
      assertEquals(reason.id(), zeek(event).get("reason"));
      assertTrue(documentation.contains("`" + reason.id() + "`"), reason.id());
    }
    assertEquals(null, zeek(END).get("reason"));
  }

  @Test
  void anyTextComesBackFromEve() throws IOException {
    VerdictEvent event =
        VerdictEvent.ended(SUMMARY, verdict(HOSTILE, HOSTILE, HOSTILE), OptionalInt.empty());
    String line = line(VerdictFormat.eve().ofCapture(HOSTILE).withDecidedAt(), event);
    assertEquals(-1, line.indexOf('\n'));
    JsonNode read = new ObjectMapper().readTree(line);
    assertEquals(HOSTILE, read.get("pcap_filename").asText());
    assertEquals(HOSTILE, read.get("entroprint").get("client").asText());
    assertEquals(HOSTILE, read.get("entroprint").get("settings").asText());
    assertTrue(read.get("entroprint").get("decided_at").isNull());
    assertEquals("bundled@1.0.0", read.get("entroprint").get("library").asText());
  }

  @Test
  void anyTextComesBackFromAZeekTable() {
    for (String text : new String[] {HOSTILE, "-", "(empty)", "plain é", ""}) {
      Map<String, String> row =
          zeek(VerdictEvent.ended(SUMMARY, verdict(text, "s", "-"), OptionalInt.empty()));
      assertEquals(text.isEmpty() ? null : text, row.get("client"));
      assertEquals("s", row.get("server"));
      assertEquals("-", row.get("settings"));
      assertEquals("bundled@1.0.0", row.get("library"));
    }
  }

  /** Reads a row as Zeek's documentation says it is written. */
  private static Map<String, String> zeek(VerdictEvent event) {
    VerdictFormat format = VerdictFormat.zeek();
    Map<String, String[]> header = new HashMap<>();
    for (String line : format.header().split("\n", -1)) {
      String[] parts = line.split("\t", 2);
      header.put(parts[0], parts.length < 2 ? new String[0] : parts[1].split("\t", -1));
    }
    assertTrue(format.header().startsWith("#separator \\x09\n"));
    String[] fields = header.get("#fields");
    assertEquals(fields.length, header.get("#types").length);
    String[] values = line(format, event).split("\t", -1);
    assertEquals(fields.length, values.length);
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < fields.length; i++) {
      row.put(fields[i], values[i].equals("-") ? null : unescaped(values[i]));
    }
    return row;
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        assertEquals('x', text.charAt(i + 1));
        out.append((char) Integer.parseInt(text.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  @Test
  void namesAreThoseOfTheProgramsThatAreAsked() throws IOException {
    EveFormat all = VerdictFormat.eve().withNames(EnumSet.allOf(LabelDefinition.Tool.class));
    JsonNode known = new ObjectMapper().readTree(all.line(END)).get("entroprint").get("names");
    assertTrue(known.size() > 0);
    LabelDefinition ssh = LabelDefinition.of(new Label("ssh-2")).orElseThrow();
    for (LabelDefinition.Tool tool : LabelDefinition.Tool.values()) {
      JsonNode name = known.get(tool.id());
      assertEquals(ssh.name(tool), Optional.ofNullable(name).map(JsonNode::asText));
    }
    Verdict unknown = Verdict.without(Verdict.Reason.LOW_CONFIDENCE, "x@1.0.0").build();
    byte[] line = all.line(VerdictEvent.ended(SUMMARY, unknown, OptionalInt.empty()));
    assertEquals(0, new ObjectMapper().readTree(line).get("entroprint").get("names").size());
    assertFalse(line(VerdictFormat.eve(), END).contains("names"));
  }

  @Test
  void aDirectionWithoutPacketsIsSaid() {
    StreamSummary one =
        StreamSummary.builder(START).endNanos(T).bytes(10, 0).reason(EndReason.FIN).build();
    String said = "\"one_direction\":true";
    VerdictEvent event = VerdictEvent.ended(one, END.verdict(), OptionalInt.empty());
    assertTrue(line(VerdictFormat.eve(), event).contains(said));
    assertFalse(line(VerdictFormat.eve(), END).contains(said));
  }

  @Test
  void aZeekRowHasTheFieldsOfTheStream() {
    assertTrue(line(VerdictFormat.zeek(), END).contains("\tssh-2\tknown\t"));
    VerdictEvent empty =
        VerdictEvent.ended(SUMMARY, verdict("(empty)", "", ""), OptionalInt.empty());
    assertTrue(line(VerdictFormat.zeek(), empty).contains("\t\\x28empty)\t"));
    Map<String, String> row = zeek(END);
    assertEquals("1795293886.123456", row.get("ts"));
    assertEquals("1795293887.623456", row.get("event_ts"));
    assertEquals("1.500000", row.get("duration"));
    assertEquals("tcp", row.get("proto"));
    assertEquals("10.0.0.1", row.get("id.orig_h"));
    assertEquals("2222", row.get("id.resp_p"));
    assertEquals(START.key().communityId(), row.get("community_id"));
    assertEquals("2310", row.get("orig_bytes"));
    assertEquals("0.021", row.get("distance"));
    assertEquals(null, row.get("margin"));
    assertEquals("512", row.get("decided_at"));
    assertEquals("F", row.get("gap"));
    assertEquals("fin", row.get("end_reason"));
    Map<String, String> early = zeek(VerdictEvent.decided(START, END.verdict(), T));
    assertEquals("decided", early.get("event"));
    assertEquals(null, early.get("duration"));
    assertEquals(null, early.get("end_reason"));
  }

  @Test
  void anyTextComesBackFromCsvButWhatIsNoText() {
    VerdictFormat format = VerdictFormat.csv();
    VerdictEvent event =
        VerdictEvent.ended(SUMMARY, verdict(HOSTILE, "\"", "a,b"), OptionalInt.empty());
    String line = line(format, event);
    assertFalse(line.contains("\n") || line.contains("\r"));
    List<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(format.header() + line + "\n").stream().toList();
    assertEquals(1, rows.size());
    NamedCsvRecord row = rows.get(0);
    assertEquals(PrintableText.of(HOSTILE), row.getField("client"));
    assertEquals("\"", row.getField("server"));
    assertEquals("a,b", row.getField("settings"));
    assertEquals("", row.getField("margin"));
    assertEquals("1795293886.123456", row.getField("ts"));
    assertEquals("10.0.0.1", row.getField("id.orig_h"));
    assertEquals("0.98", row.getField("confidence"));
    assertEquals("4096", row.getField("offset"));
    assertEquals(START.key().communityId(), row.getField("community_id"));
  }

  @Test
  void noTextOfCsvIsAFormula() {
    for (String formula : List.of("=1+1", "+1", "-1", "@SUM(A1)")) {
      VerdictEvent event =
          VerdictEvent.ended(SUMMARY, verdict(formula, "", "a=b"), OptionalInt.empty());
      String line = line(VerdictFormat.csv(), event);
      assertTrue(line.contains(",'" + formula + ","), line);
      assertTrue(line.contains(",a=b,"), line);
    }
  }

  @Test
  void theTwoTablesHaveTheSameColumns() {
    String zeek =
        Arrays.stream(VerdictFormat.zeek().header().split("\n", -1))
            .filter(l -> l.startsWith("#fields\t"))
            .findAny()
            .orElseThrow();
    assertEquals(
        zeek.substring("#fields\t".length()).replace('\t', ',') + "\n",
        VerdictFormat.csv().header());
  }

  @Test
  void anObjectThatIsNotEndedIsRefused() {
    EveLine line = new EveLine("alert", T).object("alert");
    assertThrows(IllegalStateException.class, line::endLine);
  }

  @Test
  void aLineThatHasEndedTakesNoMore() {
    EveLine line = new EveLine("alert", T);
    assertThrows(IllegalStateException.class, line::end);
    line.endLine();
    assertThrows(IllegalStateException.class, line::endLine);
    assertThrows(IllegalStateException.class, () -> line.field("late", 1));
    assertThrows(IllegalStateException.class, () -> line.object("late"));
  }

  @Test
  void whatIsNoNumberIsNull() throws IOException {
    double[] values = {1.25, Double.NaN, Double.NEGATIVE_INFINITY, 2};
    byte[] line =
        new EveLine("x", T)
            .field("all", values, 1)
            .field("none", Double.NaN)
            .field("large", 1e13)
            .endLine();
    JsonNode read = new ObjectMapper().readTree(line);
    assertEquals("[1.2,null,null,2]", read.get("all").toString());
    assertTrue(read.get("none").isNull());
    assertEquals(1e13, read.get("large").asDouble());
  }
}
