package io.entroprint.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.stream.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs and files of rules, read alone. */
class LabelSourcesTest {
  private static final String ZEEK_HEADER =
      """
      #separator \\x09
      #set_separator\t,
      #empty_field\t(empty)
      #unset_field\t-
      #path\tconn
      #open\t2026-11-21-20-44-46
      #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration
      #types\ttime\tstring\taddr\tport\taddr\tport\tenum\tset[string]\tinterval
      """;

  @TempDir Path directory;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static List<String> said(LabelSource source) {
    return source.flows().stream()
        .map(f -> f.label().orElseThrow() + " " + f.key() + " " + f.startNanos().orElseThrow())
        .toList();
  }

  @Test
  void zeekTableGivesALabelForEachConnectionWithAService() throws IOException {
    Path log =
        file(
            "conn.log",
            ZEEK_HEADER
                + "1795293886.123456\tCa\t192.0.2.1\t50412\t198.51.100.2\t22\ttcp\tssh\t1.5\n"
                + "1795293887\tCb\t192.0.2.1\t50413\t198.51.100.2\t443\ttcp\t-\t-\n"
                + "1795293887\tCe\t192.0.2.1\t50413\t198.51.100.2\t443\ttcp\t(empty)\t-\n"
                + "1795293888.000001\tCc\t2001:db8::1\t53000\t2001:db8::2\t53\tudp\tdns\t-\n"
                + "1795293889.5\tCd\t192.0.2.1\t8\t198.51.100.2\t0\ticmp\tdns\t-\n"
                + "#close\t2026-11-21-21-44-46\n");
    LabelSource source = LabelSource.zeekConnLog(log);
    assertEquals(
        List.of(
            "ssh-2 TCP 192.0.2.1:50412 -> 198.51.100.2:22 1795293886123456000",
            "dns UDP [2001:db8::1]:53000 -> [2001:db8::2]:53 1795293888000001000"),
        said(source));
    assertEquals(List.of(), source.problems());
    assertEquals(Optional.empty(), source.flows().get(0).capture());
    assertEquals(log + " line 9", source.flows().get(0).place());
  }

  @Test
  void zeekTableHasTheSeparatorsOfItsHeader() throws IOException {
    Path log =
        file(
            "conn.log",
            """
            #separator \\x7c
            #set_separator|;
            #unset_field|none
            #fields|proto|service|id.resp_p|id.resp_h|id.orig_p|id.orig_h|ts
            tcp|gssapi;smb;ntlm|445|198.51.100.2|50412|192.0.2.1|2
            tcp|none|445|198.51.100.2|50412|192.0.2.1|3
            """);
    LabelSource source = LabelSource.zeekConnLog(log, "a/b.pcap");
    assertEquals(List.of("smb TCP 192.0.2.1:50412 -> 198.51.100.2:445 2000000000"), said(source));
    assertEquals(Optional.of("a/b.pcap"), source.flows().get(0).capture());
    assertEquals(List.of(), source.problems());
  }

  @Test
  void zeekJsonSaysTheSameAsTheTable() throws IOException {
    String lines =
        """
        {"ts":1795293886.123456,"uid":"Ca","id.orig_h":"192.0.2.1","id.orig_p":50412,\
        "id.resp_h":"198.51.100.2","id.resp_p":22,"proto":"tcp","service":"ssh","tunnel_parents":[1]}
        {"ts":"2026-11-21T20:44:48.000001Z","id":{"orig_h":"2001:db8::1","orig_p":53000,\
        "resp_h":"2001:db8::2","resp_p":53},"proto":"udp","service":"dns"}
        {"ts":1795293887,"id.orig_h":"192.0.2.1","id.orig_p":50413,"id.resp_h":"198.51.100.2",\
        "id.resp_p":443,"proto":"tcp","service":null}
        """;
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(lines.getBytes(StandardCharsets.UTF_8));
    }
    Path gzip = Files.write(directory.resolve("conn.log.gz"), compressed.toByteArray());
    for (Path log : List.of(file("conn.json", lines), gzip)) {
      LabelSource source = LabelSource.zeekConnLog(log);
      assertEquals(
          List.of(
              "ssh-2 TCP 192.0.2.1:50412 -> 198.51.100.2:22 1795293886123456000",
              "dns UDP [2001:db8::1]:53000 -> [2001:db8::2]:53 1795293888000001000"),
          said(source));
      assertEquals(List.of(), source.problems());
    }
  }

  @Test
  void brokenLinesOfZeekAreNamedAndTheOthersCount() throws IOException {
    String good = "2\tC\t192.0.2.1\t1\t192.0.2.2\t22\ttcp\tssh\t-\n";
    Path log =
        file(
            "conn.log",
            ZEEK_HEADER
                + good.replace("2\tC", "soon\tC")
                + good.replace("\t-\n", "\n")
                + good.replace("192.0.2.2", "example.org")
                + good.replace("\t22\t", "\t99999\t")
                + good.replace("\t22\t", "\tssh\t")
                + good.replace("ssh", "http,ftp")
                + good.replace("ssh", "a/b")
                + good.replace("2\tC", "-\tC")
                + good.replace("2\tC", "1e999999999\tC")
                + good);
    LabelSource source = LabelSource.zeekConnLog(log);
    assertEquals(1, source.flows().size());
    assertEquals(9, source.problems().size(), source.problems().toString());
    String[] expected = {
      "line 9: ts: expected seconds since 1970 or a time as in ISO 8601, found 'soon'",
      "line 10: expected 9 fields, found 8",
      "line 11: id.resp_h: not an IP address: example.org",
      "line 12: id.resp_p: expected a port, found '99999'",
      "line 13: id.resp_p: expected a port, found 'ssh'",
      "line 14: the services 'http,ftp' name no one protocol",
      "line 15: a label is 1 to 64",
      "line 16: no field 'ts'",
      "line 17: ts: expected seconds",
    };
    for (int i = 0; i < expected.length; i++) {
      String problem = source.problems().get(i);
      assertTrue(problem.startsWith(log + " " + expected[i]), problem);
    }
  }

  @Test
  void whatIsNoConnLogIsSaidToBeNone() throws IOException {
    Path csv = file("labels.csv", "capture,proto\n");
    IOException e = assertThrows(IOException.class, () -> LabelSource.zeekConnLog(csv));
    assertEquals(
        csv + " line 1: expected a Zeek log: a header that begins with '#', or JSON",
        e.getMessage());
    Path dns = file("dns.log", "#separator \\x09\n#fields\tts\tuid\n1\tC\n2\tD\n");
    LabelSource source = LabelSource.zeekConnLog(dns);
    assertEquals(1, source.problems().size());
    assertTrue(
        source
            .problems()
            .get(0)
            .startsWith(dns + " line 2: not the header of a conn.log: no field 'id.orig_h'"));
    Path twice =
        file("twice.log", ZEEK_HEADER.replace("\tuid", "\tts") + "1\tC\t1\t2\t3\t4\t5\t6\t7\n");
    String problem = LabelSource.zeekConnLog(twice).problems().get(0);
    assertTrue(problem.contains(": not the header of a conn.log: field 2 has the name"), problem);
    Path headless = file("headless.log", "#close\n1\tC\n");
    assertTrue(
        LabelSource.zeekConnLog(headless).problems().get(0).contains("line 2: expected a header"));
    assertEquals(List.of(), LabelSource.zeekConnLog(file("empty.log", "")).flows());
    assertThrows(IOException.class, () -> LabelSource.zeekConnLog(directory.resolve("none.log")));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "TCP,ssl,tls",
        "UDP,ssl,dtls",
        "TCP,SSL,tls",
        "TCP,dns,dns-tcp",
        "UDP,dns,dns",
        "TCP,ftp,ftp-control",
        "TCP,ftp-data,ftp-data",
        "TCP,smb|gssapi|ntlm|dce_rpc,smb",
        "TCP,dce_rpc|ntlm,dcerpc",
        "TCP,krb_tcp|krb,kerberos",
        "TCP,smtp|ssl,smtp",
        "UDP,quic|ssl,quic",
        "TCP,-ssl,none",
        "TCP,ssh|-ssl,ssh-2",
        "TCP,gssapi,none",
        "TCP,http|ftp,ftp-control|http",
        "TCP,my_own.protocol,my_own.protocol",
      })
  void servicesBecomeLabels(Transport transport, String services, String labels) {
    List<String> names = List.of(services.split("\\|"));
    List<String> expected = labels == null ? List.of() : List.of(labels.split("\\|"));
    assertEquals(
        expected,
        ServiceNames.labels(names, transport).stream().map(label -> label.name()).toList());
  }

  @Test
  void suricataGivesALabelForEachFlowWithAnApplication() throws IOException {
    String flow =
        """
        {"timestamp":"2026-11-21T20:50:00.000000+0000","event_type":"flow","src_ip":"192.0.2.1",\
        "src_port":50412,"dest_ip":"198.51.100.2","dest_port":88,"proto":"TCP","app_proto":"krb5",\
        "flow":{"pkts_toserver":3,"start":"2026-11-21T21:44:46.123456+0100","age":1}}
        """;
    Path log =
        file(
            "eve.json",
            flow
                + flow.replace("\"krb5\"", "\"failed\"")
                + flow.replace("\"app_proto\":\"krb5\",", "")
                + flow.replace("\"flow\",", "\"alert\",")
                + flow.replace("TCP", "ICMP")
                + flow.replace("TCP", "UDP").replace("+0100", "+01:00")
                + flow.replace("+0100", "")
                + flow.replace("198.51.100.2", "2001:db8::2")
                + "[1]\n"
                + flow.strip()
                + flow
                + flow.replace("\"src_port\":50412,", ""));
    LabelSource source = LabelSource.eveFlows(log, "a.pcap");
    assertEquals(
        List.of(
            "kerberos TCP 192.0.2.1:50412 -> 198.51.100.2:88 1795293886123456000",
            "kerberos UDP 192.0.2.1:50412 -> 198.51.100.2:88 1795293886123456000"),
        said(source));
    assertEquals(Optional.of("a.pcap"), source.flows().get(0).capture());
    String[] expected = {
      "line 7: flow.start: expected seconds since 1970 or a time as in ISO 8601",
      "line 8: IPv4 and IPv6 in one five-tuple",
      "line 9: expected a JSON object",
      "line 10: expected one JSON object, found more",
      "line 11: no field 'src_port'",
    };
    assertEquals(expected.length, source.problems().size(), source.problems().toString());
    for (int i = 0; i < expected.length; i++) {
      String problem = source.problems().get(i);
      assertTrue(problem.startsWith(log + " " + expected[i]), problem);
    }
  }

  @Test
  void brokenJsonIsNamedWithItsColumn() throws IOException {
    Path log = file("eve.json", "{\"event_type\":\n{\"a\" 1}\n" + "{\"a\":".repeat(5000) + "\n");
    List<String> problems = LabelSource.eveFlows(log).problems();
    assertEquals(3, problems.size());
    assertTrue(problems.get(0).startsWith(log + " line 1: not JSON at column"), problems.get(0));
    assertTrue(problems.get(1).startsWith(log + " line 2: not JSON at column 6"), problems.get(1));
    assertTrue(problems.get(2).startsWith(log + " line 3: nested more than 64"), problems.get(2));
  }

  /** The parser has bounds of its own, and names no place where they are met. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ts\":9%s}",
        "{\"ts\":0.%s}",
        "{\"ts\":-%s.5e9}",
        "{\"a\":[%s",
        "{\"ts\":1,\"id\":{\"p\":7%s}}"
      })
  void numbersAndNestingOfJsonHaveBounds(String line) throws IOException {
    String many = (line.contains("[") ? "[" : "9").repeat(1_001);
    Path log = file("conn.log", "{\"ts\":1}\n" + String.format(line, many) + "\n{\"ts\":1}\n");
    List<String> problems = new ArrayList<>(LabelSource.zeekConnLog(log).problems());
    problems.addAll(LabelSource.eveFlows(log).problems());
    assertEquals(
        2,
        problems.stream().filter(p -> p.startsWith(log + " line 2: expected JSON")).count(),
        problems::toString);
  }

  @Test
  void aLineThatIsTooLongIsPassedOver() throws IOException {
    Path rules = file("rules.txt", "dns: " + "( ".repeat(600_000) + "\nssh-2: port 22");
    LabelSource source = LabelSource.filters(rules);
    assertEquals(1, source.rules().size());
    assertEquals(List.of(rules + " line 1: longer than 1048576 bytes"), source.problems());
  }

  @Test
  void rulesAreReadLineByLine() throws IOException {
    Path rules =
        file(
            "rules.txt",
            """
            # our servers

            ssh-2: tcp dst port 22 and dst net 2001:db8::/32
              sip : udp port 5060\r
            """);
    LabelSource source = LabelSource.filters(rules);
    assertEquals(List.of(), source.problems());
    assertEquals(
        List.of("ssh-2", "sip"), source.rules().stream().map(r -> r.label().name()).toList());
    assertEquals(
        "tcp dst port 22 and dst net 2001:db8::/32", source.rules().get(0).filter().toString());
    assertEquals(rules + " line 3", source.rules().get(0).place());
  }

  @Test
  void brokenRulesAreNamedWithTheirPlaceAndTheOthersCount() throws IOException {
    Path rules =
        file("rules.txt", "SSH: port 22\nssh-2: tcp prot 22\nport 22\ndns: port 53\ntls:\n");
    LabelSource source = LabelSource.filters(rules);
    assertEquals(1, source.rules().size());
    assertEquals(4, source.problems().size());
    assertTrue(source.problems().get(0).startsWith(rules + " line 1: a label is"));
    assertEquals(
        rules + " line 2 column 12: found 'prot', expected 'and', 'or' or the end",
        source.problems().get(1));
    assertEquals(
        rules + " line 3: expected a label, a colon and a filter", source.problems().get(2));
    assertTrue(
        source.problems().get(3).startsWith(rules + " line 5 column 5: the expression ends"));
  }

  @Test
  void ofManyProblemsAHundredAreListed() throws IOException {
    List<String> problems = LabelSource.filters(file("rules.txt", "?\n".repeat(1000))).problems();
    assertEquals(101, problems.size());
    assertTrue(problems.get(100).startsWith("and 900 more lines of "), problems.get(100));
  }
}
