package io.entroprint.cli.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entroprint.cli.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every row of the table of captures that other tools' users complained about ({@code
 * ../shared/cases/captures/expected.md}), by the bundled library; but for those that need a program
 * of their own: {@code flap} and {@code half-million} are built in other tests.
 */
@Tag("shared")
class ExpectedCasesTest {
  private static final Path CASES =
      Path.of(System.getProperty("entroprint.shared"), "cases", "captures");

  /** Streams as label and bytes, in the order in which they are printed. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vlan-overlap.pcap         |               | ssh-2 10310, tls 11239
          mpls-label-overlap.pcap   |               | ssh-2 10310, tls 11239
          data-before-syn-tls.pcap  |               | tls 11239
          data-before-syn-http.pcap |               | http 10413
          rotated                   | --join        | ssh-2 10310, tls 11239, http 10413
          two-members.pcap.gz       |               | ssh-2 10310, tls 11239, http 10413
          x.pcap.zst                |               | ssh-2 10310, tls 11239, http 10413
          x.pcap.lz4                |               | ssh-2 10310, tls 11239, http 10413
          hsr.pcap                  | --tunnels=all | ssh-2 10310
          nsh-eth.pcap              | --tunnels=all | ssh-2 10310
          ah.pcap                   | --tunnels=all | ssh-2 10310
          etherip-97.pcap           | --tunnels=all | ssh-2 10310
          srv6-l2-143.pcap          | --tunnels=all | ssh-2 10310
          geneve.pcap               | --tunnels=all | ssh-2 10310
          vxlan-8472.pcap           | --tunnels=all | ssh-2 10310
          tzsp-37008.pcap           | --tunnels=all | ssh-2 10310
          l2tp-1701.pcap            | --tunnels=all | ssh-2 10310
          arkime-tcpdump-geneve.pcap| --tunnels=all | ssh-2 4396
          lt258-pktap.pcap          |               | ssh-2 10310
          lt117-pflog.pcap          |               | ssh-2 10310
          lt119-prism.pcap          |               | ssh-2 10310
          lt197-erf.pcap            |               | ssh-2 10310
          lt127-amsdu.pcap          |               | ssh-2 10310
          mpls-pw-nocw-mac00.pcap   |               | ssh-2 10310
          mpls-pw-cw-mac00.pcap     |               | ssh-2 10310
          loop-3.pcap               |               | ssh-2 10310, ssh-2 10310, ssh-2 10310
          port-reuse-same-isn.pcap  |               | ssh-2 10310, tls 11239
          nohandshake-from-first-byte.pcap | --midstream | tls 11239
          hs-only-ack.pcap          |               | tls 11239
          ssh-short-prebanner.pcap  |               | ssh-2 10323
          proxy1-tls.pcap           |               | tls 11239
          proxy2-http.pcap          |               | http 10413
          vxlan-4789.pcap           |               | vxlan 14402
          dns-answer-first.pcap     |               | dns 74
          """)
  void theStreamsAreThoseExpected(String file, String option, String expected) throws IOException {
    List<String> found = new ArrayList<>();
    for (Map<String, String> stream : classified(file, option)) {
      long bytes =
          Long.parseLong(stream.get("flow.bytes_toserver"))
              + Long.parseLong(stream.get("flow.bytes_toclient"));
      found.add(stream.get("entroprint.label") + " " + bytes);
    }
    assertEquals(expected, String.join(", ", found));
  }

  /** Each of its packets has one of two addresses alone: tshark sees the two halves as well. */
  @Test
  void halvesWithOtherAddressesAreBothKnown() throws IOException {
    List<Map<String, String>> streams = classified("teredo-3544.pcap", "--tunnels=all");
    assertEquals(2, streams.size());
    assertTrue(streams.stream().allMatch(s -> s.get("entroprint.label").equals("ssh-2")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data-before-syn-tls.pcap         | entroprint.midstream      | false
          hs-only-ack.pcap                 | entroprint.midstream      | true
          nohandshake-from-first-byte.pcap | entroprint.midstream      | true
          nohandshake-from-first-byte.pcap | entroprint.label          | undecided
          proxy1-tls.pcap                  | proxy_protocol            | 1
          proxy2-http.pcap                 | proxy_protocol            | 2
          dns-answer-first.pcap            | src_ip                    | 198.18.200.2
          dns-answer-first.pcap            | dest_port                 | 53
          connect-ssh.pcap                 | entroprint.label          | http
          """)
  void theFieldsAreThoseExpected(String file, String field, String expected) throws IOException {
    Map<String, String> stream = classified(file, null).get(0);
    String value = stream.getOrDefault(field, stream.get(field + ".version"));
    assertEquals(expected, value, stream.toString());
  }

  @Test
  void aGzipIsNeverPlaintext() throws IOException {
    String nature = classified("nature-gzip-text.pcap", null).get(0).get("entroprint.nature");
    assertTrue(new TreeSet<>(List.of("compressed", "undetermined")).contains(nature), nature);
    List<String> natures =
        classified("nature-60-gzips.pcap", null).stream()
            .map(s -> s.get("entroprint.nature"))
            .toList();
    assertEquals(60, natures.size());
    assertFalse(natures.contains("plaintext"), natures.toString());
    // The library's label is a help where there is one; a file of which it knows nothing has
    // counts.
    assertTrue(Collections.frequency(natures, "compressed") >= 40, natures.toString());
    assertTrue(Collections.frequency(natures, "encrypted") <= 10, natures.toString());
  }

  @Test
  void whatIsLeftOutIsSaid() {
    assertEquals(
        List.of("entroprint: 1 of 1 packet not decoded: IP protocol 132 (SCTP)"),
        Ran.command("classify", CASES.resolve("sctp.pcap")).withCode(0).problems());
    assertEquals(
        List.of(
            "entroprint: 66 of 66 packets are the outside of a tunnel: --tunnels vxlan looks"
                + " inside"),
        Ran.command("classify", CASES.resolve("vxlan-4789.pcap")).withCode(0).problems());
    Ran broken = Ran.command("classify", CASES.resolve("unpadded-blocks.pcapng")).withCode(1);
    assertTrue(broken.err().contains("byte 52: expected a block length"), broken.err());
  }

  private static List<Map<String, String>> classified(String file, String option)
      throws IOException {
    List<Object> words = new ArrayList<>(List.of("classify", "--json", "--threads=1"));
    if (option != null) {
      words.add(option);
    }
    words.add(CASES.resolve(file));
    List<Map<String, String>> streams = new ArrayList<>();
    for (String line : Ran.command(words.toArray()).withCode(0).lines()) {
      streams.add(fields(line));
    }
    return streams;
  }

  /** The values of a line by their names, those of inner objects as {@code flow.start}. */
  private static Map<String, String> fields(String line) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      String prefix = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT && parser.currentName() != null) {
          prefix = parser.currentName() + ".";
        } else if (token == JsonToken.END_OBJECT) {
          prefix = "";
        } else if (token.isScalarValue()) {
          fields.put(prefix + parser.currentName(), parser.getText());
        }
      }
    }
    return fields;
  }
}
