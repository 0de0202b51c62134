package io.entroprint.sensor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.match.Verdict;
import io.entroprint.output.VerdictFormat;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes of a host begin with a header of the PROXY protocol. */
class ProxiedStreamTest {
  /** A header of each version that names the same connection. */
  enum Header {
    TEXT(1, "PROXY TCP4 203.0.113.7 203.0.113.9 51234 443\r\n"),
    BINARY(2, "\r\n\r\n\0\r\nQUIT\n!\21\0\14\u00cb\0q\7\u00cb\0q\t\u00c8\"\1\u00bb");

    final int version;
    private final String sent;

    Header(int version, String sent) {
      this.version = version;
      this.sent = sent;
    }

    byte[] bytes() {
      return sent.getBytes(ISO_8859_1);
    }
  }

  private static final String NAMED = "TCP 203.0.113.7:51234 -> 203.0.113.9:443";

  private final List<VerdictEvent> events = new ArrayList<>();
  private final Sensor sensor =
      Sensor.builder(Made.LIBRARY).precision(0.5).output(events::add).build();

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }

  private static void feed(SensorStream stream, byte[] bytes, int from, int to) {
    stream.bytes(Direction.TO_SERVER, bytes, from, to - from, 1);
  }

  /** All that was told of the last stream, without which stream it was. */
  private String told() {
    StringBuilder all = new StringBuilder();
    for (VerdictEvent event : events) {
      all.append(event.kind()).append(event.verdict()).append(event.decidedAt());
      event.summary().ifPresent(s -> all.append(s.bytesToServer()));
    }
    events.clear();
    return all.toString();
  }

  private StreamSummary last() {
    return events.get(events.size() - 1).summary().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void isMeasuredWithoutItWhereverItIsCut(Header header) {
    SensorStream bare = sensor.open(Made.KEY, 0);
    feed(bare, Made.LETTERS, 0, Made.LETTERS.length);
    Verdict expected = bare.close(EndReason.FIN, 1);
    String told = told();
    assertEquals("letters", expected.labelOrDecision());

    byte[] sent = joined(header.bytes(), Made.LETTERS);
    for (int cut = 0; cut <= header.bytes().length + 2; cut++) {
      SensorStream stream = sensor.open(Made.KEY, 0);
      feed(stream, sent, 0, cut);
      feed(stream, sent, cut, sent.length);
      assertEquals(expected, stream.close(EndReason.FIN, 1));
      StreamSummary.ProxyHeader found = last().proxyHeader().orElseThrow();
      assertEquals(header.version, found.version());
      assertEquals(header.bytes().length, found.length());
      assertEquals(Optional.of(NAMED), found.connection().map(FlowKey::toString));
      assertEquals(stream.summary(), Optional.of(last()));
      assertEquals(told, told(), "cut at " + cut);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isSaidInTheSummaryOfAHostThatCountsItsBytes(Header header) {
    SensorStream stream = sensor.open(Made.KEY, 0);
    byte[] sent = joined(header.bytes(), Made.LETTERS);
    feed(stream, sent, 0, sent.length);
    stream.ended(
        StreamSummary.builder(stream.start())
            .endNanos(1)
            .packets(3, 2)
            .bytes(sent.length, 0)
            .reason(EndReason.RST)
            .build());
    assertEquals(3, last().packetsToServer());
    assertEquals(EndReason.RST, last().reason());
    assertEquals(Made.LETTERS.length, last().bytesToServer());
    byte[] line = VerdictFormat.eve().line(events.get(events.size() - 1));
    String json = new String(line, StandardCharsets.UTF_8);
    assertTrue(
        json.contains(
            "\"proxy_protocol\":"
                + header.version
                + ",\"proxy_src_ip\":\"203.0.113.7\",\"proxy_src_port\":51234,"
                + "\"proxy_dest_ip\":\"203.0.113.9\",\"proxy_dest_port\":443"),
        json);
  }

  /** What only began like a header is measured, at the latest when the stream ends. */
  @ParameterizedTest
  @EnumSource
  void isPayloadWhereItIsCutByTheEnd(Header header) {
    SensorStream stream = sensor.open(Made.KEY, 0);
    feed(stream, header.bytes(), 0, header.bytes().length - 1);
    stream.close(EndReason.FIN, 1);
    assertEquals(header.bytes().length - 1, last().bytesToServer());
    assertEquals(Optional.empty(), last().proxyHeader());
    assertEquals(Integer.highestOneBit(header.bytes().length - 1), stream.verdict().offset());
  }

  @ParameterizedTest
  @EnumSource
  void isLeftToTheSourceOfAStreamAndInDatagrams(Header header) {
    byte[] sent = joined(header.bytes(), Made.LETTERS);
    SensorStream[] streams = {
      sensor.open(StreamStart.of(Made.KEY, 0, 0)), sensor.open(Made.UDP_KEY, 0)
    };
    for (SensorStream stream : streams) {
      feed(stream, sent, 0, sent.length);
      stream.close(EndReason.FIN, 1);
      assertEquals(sent.length, last().bytesToServer());
      assertEquals(Optional.empty(), last().proxyHeader());
    }
  }

  @Test
  void onlyTheFirstIsTakenOff() {
    byte[] twice = joined(Header.BINARY.bytes(), joined(Header.TEXT.bytes(), Made.LETTERS));
    SensorStream stream = sensor.open(Made.KEY, 0);
    feed(stream, twice, 0, twice.length);
    stream.close(EndReason.FIN, 1);
    assertEquals(twice.length - Header.BINARY.bytes().length, last().bytesToServer());
  }
}
