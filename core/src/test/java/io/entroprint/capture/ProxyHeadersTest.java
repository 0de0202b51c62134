package io.entroprint.capture;

import static io.entroprint.packets.Wire.ACK;
import static io.entroprint.packets.Wire.SYN;
import static io.entroprint.packets.Wire.clientTcp;
import static io.entroprint.packets.Wire.hex;
import static io.entroprint.packets.Wire.join;
import static io.entroprint.packets.Wire.serverTcp;
import static io.entroprint.packets.Wire.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entroprint.entropy.Direction;
import io.entroprint.packets.Wire;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.ProxyHeader;
import io.entroprint.stream.Transport;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeadersTest {
  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

  private static final StreamStart START =
      StreamStart.of(
          new FlowKey(
              Transport.TCP,
              IpAddress.parse("192.0.2.1"),
              40_000,
              IpAddress.parse("192.0.2.2"),
              80),
          0,
          0);

  private static byte[] tcp(int sequence, byte[] payload) {
    byte[] segment = Wire.tcp(40_000, 80, sequence, 0, ACK, payload);
    return Wire.ethernet(0x0800, Wire.ipv4(Wire.CLIENT, Wire.SERVER, 6, segment));
  }

  /** A connection whose client sends these bytes in segments of a size. */
  private static Recorder client(byte[] sent, int size) {
    Tap tap = new Tap().send(clientTcp(0, SYN, "")).send(serverTcp(0, 1, SYN | ACK, ""));
    for (int at = 0; at < sent.length; at += size) {
      int end = Math.min(sent.length, at + size);
      tap.send(tcp(1 + at, java.util.Arrays.copyOfRange(sent, at, end)));
    }
    return tap.send(serverTcp(1, 1 + sent.length, ACK, "answer")).close().only();
  }

  private static String described(Recorder stream) {
    return stream
        .summary
        .proxyHeader()
        .map(
            header ->
                header.version()
                    + " "
                    + header.length()
                    + " "
                    + header.connection().map(Object::toString).orElse("-"))
        .orElse("none");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "PROXY TCP4 203.0.113.7 203.0.113.9 51234 443, TCP 203.0.113.7:51234 -> 203.0.113.9:443",
    "PROXY TCP6 2001:db8::7 2001:db8::9 1 65535, TCP [2001:db8::7]:1 -> [2001:db8::9]:65535",
    "PROXY UNKNOWN, -",
    "PROXY UNKNOWN whatever 1 2 3, -"
  })
  void takesALineOffInAnySegments(String line, String named) {
    byte[] sent = text(line + "\r\nhello");
    for (int size : new int[] {1, 2, 5, 7, line.length() + 1, line.length() + 2, 1000}) {
      Recorder stream = client(sent, size);
      assertEquals("hello", stream.text(Direction.TO_SERVER));
      assertEquals("answer", stream.text(Direction.TO_CLIENT));
      assertEquals("1 " + (line.length() + 2) + " " + named, described(stream));
      assertEquals(5, stream.summary.bytesToServer());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2111000c cb007107 cb007109 c822 01bb, TCP 203.0.113.7:51234 -> 203.0.113.9:443",
    "2112000c cb007107 cb007109 c822 01bb, UDP 203.0.113.7:51234 -> 203.0.113.9:443",
    "21110010 cb007107 cb007109 c822 01bb 0400017a, TCP 203.0.113.7:51234 -> 203.0.113.9:443",
    "20000000, -",
    "2000000c cb007107 cb007109 c822 01bb, -",
    "21110004 cb007107, -",
    "21000003 000000, -"
  })
  void takesABinaryHeaderOffInAnySegments(String header, String named) {
    byte[] bytes = hex(SIGNATURE + header);
    byte[] sent = join(bytes, text("hello"));
    for (int size : new int[] {1, 3, 12, 15, 16, 17, 28, bytes.length, 1000}) {
      Recorder stream = client(sent, size);
      assertEquals("hello", stream.text(Direction.TO_SERVER));
      assertEquals("2 " + bytes.length + " " + named, described(stream));
    }
  }

  @Test
  void takesAHeaderOffThatIsLongerThanASegment() {
    byte[] bytes = join(hex(SIGNATURE + "21210fff"), new byte[0xfff]);
    Recorder stream = client(join(bytes, text("hello")), 1400);
    assertEquals("hello", stream.text(Direction.TO_SERVER));
    assertEquals("2 4111 TCP [::]:0 -> [::]:0", described(stream));
  }

  /** Its segments may come in any order once the part that says something is there. */
  @Test
  void takesAHeaderOffAroundAHole() {
    byte[] sent = join(hex(SIGNATURE + "21210fff"), new byte[0xfff], text("hello"));
    Tap tap = new Tap().send(clientTcp(0, SYN, "")).send(serverTcp(0, 1, SYN | ACK, ""));
    for (int[] places : new int[][] {{0, 100}, {3_000, sent.length}, {100, 3_000}}) {
      tap.send(tcp(1 + places[0], java.util.Arrays.copyOfRange(sent, places[0], places[1])));
    }
    Recorder stream = tap.close().only();
    assertEquals(">[ >] >hello", stream.story());
    assertEquals(5, stream.summary.bytesToServer());
    assertEquals("2 4111 TCP [::]:0 -> [::]:0", described(stream));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY",
        "PROXY ",
        "PROXY TCP4 1.2.3.4 5.6.7.8 1 2",
        "PROXY TCP4 1.2.3.4 5.6.7.8 1\r\nx",
        "PROXY TCP4 1.2.3.4 5.6.7.8 1 65536\r\nx",
        "PROXY TCP4 1.2.3.4 ::1 1 2\r\nx",
        "PROXY TCP6 1.2.3.4 5.6.7.8 1 2\r\nx",
        "PROXY TCP4 a.example 5.6.7.8 1 2\r\nx",
        "PROXY TCP9 1.2.3.4 5.6.7.8 1 2\r\nx",
        "PROXY TCP4 1.2.3.4 5.6.7.8 1 2\nx",
        "PROXY /index.html HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "PROXY UNKNOWN 0123456789012345678901234567890123456789012345678901234567890123456789"
            + "012345678901234567890123456789\r\nx",
        "POST / HTTP/1.1\r\n\r\n",
        "\r\n",
        "\r\n\r\n\0\r\nQUIT\n\u0011\u0011\0\0x",
        "\r\n\r\n\0\r\nQUIT\r",
      })
  void leavesWhatIsNone(String sent) {
    for (int size : new int[] {1, 4, 16, 1000}) {
      Recorder stream = client(text(sent), size);
      assertEquals(sent, stream.text(Direction.TO_SERVER));
      assertEquals("none", described(stream));
      assertEquals(sent.length(), stream.summary.bytesToServer());
    }
  }

  @Test
  void keepsTheOrderOfTheTwoDirections() {
    Tap tap = new Tap().send(clientTcp(0, SYN, "")).send(serverTcp(0, 1, SYN | ACK, ""));
    tap.send(clientTcp(1, ACK, "\r\n")).send(serverTcp(1, 3, ACK, "login:"));
    tap.send(clientTcp(3, ACK, "\r\n"));
    assertEquals(">\r\n <login: >\r\n", tap.close().only().story());
  }

  @Test
  void endsLookingAtAHole() {
    Tap tap = new Tap().send(clientTcp(0, SYN, "")).send(serverTcp(0, 1, SYN | ACK, ""));
    tap.send(clientTcp(1, ACK, "PRO"))
        .send(clientTcp(9, ACK, "x"))
        .send(clientTcp(4, ACK, "XY UN"));
    Recorder stream = tap.close().only();
    assertEquals(">PRO >[ >] >XY UN >x", stream.story());
  }

  @Test
  void countsTheStreams() {
    Tap tap = new Tap().send(clientTcp(0, SYN, ""));
    tap.send(clientTcp(1, ACK, "PROXY UNKNOWN\r\n")).close();
    assertEquals(1, tap.table.counters().proxiedStreams());
    assertEquals(
        Optional.of(new ProxyHeader(1, Optional.empty(), 15)), tap.only().summary.proxyHeader());
    assertEquals(0, tap.only().summary.bytes());
  }

  private static byte[] datagram(byte[] payload) {
    return Wire.ethernet(
        0x0800, Wire.ipv4(Wire.CLIENT, Wire.SERVER, 17, Wire.udp(40_000, 53, payload)));
  }

  /** A proxy puts the binary header before each datagram, or before the first alone. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesABinaryHeaderOffDatagrams(boolean each) {
    byte[] header = Wire.hex(SIGNATURE + "2112 000f cb007107 cb007109 c822 0035 040000");
    Recorder stream =
        new Tap()
            .send(datagram(Wire.join(header, Wire.text("one"))))
            .send(datagram(each ? Wire.join(header, Wire.text("two")) : Wire.text("two")))
            .send(Wire.serverUdp("answer"))
            .close()
            .only();
    assertEquals(">one >two <answer", stream.story());
    assertEquals("2 31 UDP 203.0.113.7:51234 -> 203.0.113.9:53", described(stream));
  }

  /** One that is cut, of another version, or not at the front, is payload. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        SIGNATURE + "2112 0040 cb007107 cb007109 c822 0035",
        SIGNATURE + "3112 0000 6f6e65",
        SIGNATURE,
        "00" + SIGNATURE + "2112 0000"
      })
  void leavesOtherDatagramsAsTheyAre(String hex) {
    byte[] payload = Wire.hex(hex);
    Recorder stream = new Tap().send(datagram(payload)).close().only();
    assertEquals(payload.length, stream.summary.bytesToServer());
    assertEquals("none", described(stream));
  }

  /** A check of the proxy's own has a header and nothing behind it. */
  @Test
  void aDatagramOfAHeaderAloneHasNoPayload() {
    Recorder stream = new Tap().send(datagram(Wire.hex(SIGNATURE + "2000 0000"))).close().only();
    assertEquals("", stream.story());
    assertEquals("2 16 -", described(stream));
  }

  /** As other programs see the stream: the header is part of it, and reported all the same. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100})
  void leavesHeadersWhereTheyAreIfThatIsWanted(int size) {
    byte[] line = Wire.text("PROXY TCP4 203.0.113.7 203.0.113.9 51234 443\r\nhello");
    byte[] binary =
        Wire.join(
            Wire.hex(SIGNATURE + "2111 0030 cb007107 cb007109 c822 01bb"),
            new byte[36],
            Wire.text("hello"));
    for (byte[] sent : new byte[][] {line, binary}) {
      Tap tap = new Tap(builder -> builder.keepProxyHeaders(true));
      tap.send(clientTcp(0, SYN, "")).send(serverTcp(0, 1, SYN | ACK, ""));
      for (int at = 0; at < sent.length; at += size) {
        int end = Math.min(sent.length, at + size);
        tap.send(tcp(1 + at, java.util.Arrays.copyOfRange(sent, at, end)));
      }
      Recorder stream = tap.close().only();
      assertArrayEquals(sent, stream.bytes(Direction.TO_SERVER));
      assertEquals(sent.length, stream.summary.bytesToServer());
      assertEquals(sent.length - 5, stream.summary.proxyHeader().orElseThrow().length());
    }
    byte[] datagram = Wire.join(Wire.hex(SIGNATURE + "2000 0000"), Wire.text("one"));
    Recorder stream =
        new Tap(builder -> builder.keepProxyHeaders(true)).send(datagram(datagram)).close().only();
    assertArrayEquals(datagram, stream.bytes(Direction.TO_SERVER));
    assertEquals("2 16 -", described(stream));
  }

  /** A host with bytes of its own: cut at any place, the observer sees what no proxy sent. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "50524f585920544350342031302e302e302e312031302e302e302e3220312034340d0a", // a line
        SIGNATURE + "2111000c cb007107 cb007109 c822 01bb",
        SIGNATURE + "21210040 00",
        "50524f5859205443503420312e322e332e3420", // none after all
        SIGNATURE + "31110000"
      })
  void aHostsBytesMayBeCutAnywhere(String hex) {
    byte[] sent = join(hex(hex), new byte[63], text("hello"));
    Recorder whole = handed(sent, 0, sent.length);
    Recorder captured = client(sent, sent.length);
    assertArrayEquals(captured.bytes(Direction.TO_SERVER), whole.bytes(Direction.TO_SERVER));
    assertEquals(captured.summary.proxyHeader(), whole.summary.proxyHeader());
    assertEquals(captured.summary.bytesToServer(), whole.summary.bytesToServer());
    for (int first = 0; first <= sent.length; first++) {
      for (int second : new int[] {first, first + 1, first + 20, sent.length}) {
        Recorder cut = handed(sent, first, Math.min(second, sent.length));
        String places = first + " " + second;
        assertArrayEquals(whole.bytes(Direction.TO_SERVER), cut.bytes(Direction.TO_SERVER), places);
        assertEquals(whole.summary, cut.summary, places);
      }
    }
  }

  /** A client that a host handed over in three pieces, and an answer. */
  private static Recorder handed(byte[] sent, int first, int second) {
    Recorder recorder = new Recorder(START);
    ProxyHeaders stream = new ProxyHeaders(recorder);
    int[] places = {0, first, second, sent.length};
    for (int i = 0; i < 3; i++) {
      if (places[i] < places[i + 1]) {
        stream.bytes(Direction.TO_SERVER, sent, places[i], places[i + 1] - places[i], i);
      }
    }
    stream.bytes(Direction.TO_CLIENT, text("answer"), 0, 6, 4);
    stream.ended(
        StreamSummary.builder(START).endNanos(4).packets(3, 1).bytes(sent.length, 6).build());
    assertEquals("answer", recorder.text(Direction.TO_CLIENT));
    return recorder;
  }

  /** Of a header that is cut by the end, what came of it is neither payload nor counted. */
  @Test
  void aHostsStreamMayEndAnywhere() {
    byte[] sent = hex(SIGNATURE + "2111000c cb007107 cb007109 c822 01bb");
    for (int length = 0; length <= sent.length; length++) {
      Recorder recorder = new Recorder(START);
      ProxyHeaders stream = new ProxyHeaders(recorder);
      for (int i = 0; i < length; i++) {
        stream.bytes(Direction.TO_SERVER, sent, i, 1, i);
      }
      assertEquals(length, stream.skippedBytes());
      stream.ended(StreamSummary.builder(START).bytes(length, 0).build());
      int payload = length < sent.length ? length : 0;
      assertEquals(payload, recorder.bytes(Direction.TO_SERVER).length);
      assertEquals(payload, recorder.summary.bytesToServer());
      assertEquals(length == sent.length, stream.header().isPresent());
    }
  }

  @Test
  void aSummaryThatNamesAHeaderStaysAsItIs() {
    Recorder recorder = new Recorder(START);
    ProxyHeaders stream = new ProxyHeaders(recorder);
    byte[] sent = text("PROXY UNKNOWN\r\nhello");
    stream.bytes(Direction.TO_SERVER, sent, 0, sent.length, 1);
    StreamSummary summary =
        StreamSummary.builder(START)
            .bytes(5, 0)
            .proxyHeader(Optional.of(new ProxyHeader(2, Optional.empty(), 16)))
            .build();
    stream.ended(summary);
    assertEquals(summary, recorder.summary);
  }

  @Test
  void aRangeMustLieWithinItsArray() {
    ProxyHeaders stream = new ProxyHeaders(new Recorder(START));
    byte[] sent = text("PROXY ");
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> stream.bytes(Direction.TO_SERVER, sent, 0, sent.length + 1, 1));
  }
}
