package io.entroprint.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.packets.TinyCapture;
import io.entroprint.packets.TinyCapture.Connection;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FtpTrackerTest {
  private static final String CLIENT = "192.0.2.1";
  private static final String SERVER = "198.51.100.2";
  private static final long MILLI = 1_000_000;

  private final TinyCapture capture = TinyCapture.create();
  private final Map<StreamStart, FtpStream> streams = new LinkedHashMap<>();

  private Connection control() {
    return capture
        .connection(CLIENT, 40000, SERVER, 2121, 0)
        .answer("220-Welcome")
        .answer(" to any server\r\n220 ready")
        .request("USER anonymous")
        .answer("331 password")
        .request("PASS secret")
        .answer("230 in");
  }

  private void data(String from, int fromPort, String to, int toPort, long at) {
    capture
        .connection(from, fromPort, to, toPort, at)
        .answer("drwxr-xr-x 2 ftp ftp 4096 .")
        .close();
  }

  /** Such as {@code 40001>5001 PASSIVE RETR a.bin}. */
  private List<String> transfers() {
    FtpTracker tracker = new FtpTracker();
    StreamObserver.Factory factory =
        start -> {
          FtpStream stream = tracker.open(start);
          streams.put(start, stream);
          return stream;
        };
    capture.replay(factory);
    List<String> found = new ArrayList<>();
    streams.forEach(
        (start, stream) ->
            stream
                .transfer()
                .ifPresent(
                    transfer ->
                        found.add(
                            (start.key().clientPort()
                                    + ">"
                                    + start.key().serverPort()
                                    + " "
                                    + transfer.evidence()
                                    + " "
                                    + transfer.command()
                                    + " "
                                    + transfer.fileName())
                                .strip())));
    return found;
  }

  @Test
  void linksThePassiveDataChannelsToTheirControlChannelAndFiles() {
    Connection control = control();
    control.after(MILLI).request("PASV");
    control.answer("227 Entering Passive Mode (198,51,100,2,19,137).");
    data(CLIENT, 40001, SERVER, 5001, 2 * MILLI);
    control.after(2 * MILLI).request("LIST -a").answer("150 here it comes");
    control.after(MILLI).request("EPSV").answer("229 Entering Extended Passive Mode (|||5002|)");
    data(CLIENT, 40002, SERVER, 5002, 6 * MILLI);
    control.after(5 * MILLI).request("RETR holiday pictures/ü 1.jpg").close();
    assertEquals(
        List.of("40001>5001 PASSIVE LIST -a", "40002>5002 PASSIVE RETR holiday pictures/ü 1.jpg"),
        transfers());
    StreamStart first = streams.keySet().iterator().next();
    assertTrue(streams.get(first).isControl());
    assertEquals(1, streams.values().stream().filter(FtpStream::isControl).count());
    streams
        .values()
        .forEach(s -> s.transfer().ifPresent(t -> assertEquals(first.key(), t.control())));
  }

  @Test
  void linksTheActiveDataChannelsThatTheServerOpens() {
    Connection control = control();
    control.after(MILLI).request("PORT 192,0,2,1,156,66").answer("200 ok").request("STOR up.zip");
    data(SERVER, 20, CLIENT, 40002, 3 * MILLI);
    control.after(4 * MILLI).request("EPRT |1|192.0.2.1|40003|").request("nlst");
    data(SERVER, 20, CLIENT, 40003, 9 * MILLI);
    control.after(9 * MILLI).request("QUIT").close();
    assertEquals(List.of("20>40002 ACTIVE STOR up.zip", "20>40003 ACTIVE NLST"), transfers());
  }

  @Test
  void findsTheDataChannelWhereTheServerNamesAnotherAddressThanItsOwn() {
    Connection control = control();
    control.after(MILLI).request("PASV").answer("227 =10,0,0,9,19,137");
    data(CLIENT, 40001, SERVER, 5001, 2 * MILLI);
    control.after(5 * MILLI).request("RETR a").close();
    assertEquals(List.of("40001>5001 PASSIVE RETR a"), transfers());
  }

  @Test
  void anEndpointIsForOneStreamBetweenTheTwoHostsAndNotForEver() {
    Connection control = control();
    control.after(MILLI).request("PASV").answer("227 (198,51,100,2,19,137)").request("RETR a");
    data("203.0.113.9", 40009, SERVER, 5001, 2 * MILLI);
    data(CLIENT, 40001, SERVER, 5001, 3 * MILLI);
    data(CLIENT, 40002, SERVER, 5001, 4 * MILLI);
    control.after(10 * MILLI).request("PASV").answer("227 (198,51,100,2,19,138)");
    data(CLIENT, 40003, SERVER, 5002, 700_000 * MILLI);
    assertEquals(List.of("40001>5001 PASSIVE RETR a"), transfers());
  }

  @Test
  void assumesDataChannelsOnlyWhileAnEncryptedControlChannelIsOpen() {
    data(CLIENT, 39999, SERVER, 6000, 0);
    Connection control = capture.connection(CLIENT, 40000, SERVER, 21, MILLI).answer("220 ready");
    control.request("AUTH TLS").answer("234 proceed");
    byte[] random = new byte[300];
    new Random(1).nextBytes(random);
    random[0] = 0x16;
    control.request(random).answer(random);
    data(CLIENT, 40001, SERVER, 6001, 3 * MILLI);
    data(CLIENT, 40002, SERVER, 443, 4 * MILLI);
    data("203.0.113.9", 40003, SERVER, 6002, 5 * MILLI);
    data(SERVER, 20, CLIENT, 40004, 6 * MILLI);
    control.after(10 * MILLI).close();
    data(CLIENT, 40005, SERVER, 6005, 99 * MILLI);
    assertEquals(List.of("40001>6001 ASSUMED", "20>40004 ASSUMED"), transfers());
  }

  @Test
  void ofSeveralEncryptedControlChannelsTheNewestIsAssumed() {
    for (int port : new int[] {40000, 40010}) {
      Connection control =
          capture.connection(CLIENT, port, SERVER, 21, (port - 39999) * MILLI).answer("220 ready");
      control.request("AUTH TLS").answer("234 proceed");
    }
    data(CLIENT, 40001, SERVER, 6001, 20 * MILLI);
    assertEquals(List.of("40001>6001 ASSUMED"), transfers());
    streams
        .values()
        .forEach(s -> s.transfer().ifPresent(t -> assertEquals(40010, t.control().clientPort())));
  }

  /** A mail may quote anything; so may a web page. */
  @Test
  void readsNoOtherProtocolForFtp() {
    capture
        .connection(CLIENT, 40000, SERVER, 25, 0)
        .answer("220 mail")
        .request("EHLO me")
        .answer("250 you")
        .request("PORT 192,0,2,1,156,66")
        .answer("227 (198,51,100,2,19,137)")
        .close();
    capture
        .connection(CLIENT, 40001, SERVER, 80, 0)
        .request("GET / HTTP/1.1")
        .answer("HTTP/1.1 200 OK\r\n227 (198,51,100,2,19,137)")
        .request("USER a\r\nPORT 192,0,2,1,156,66")
        .close();
    data(CLIENT, 40002, SERVER, 5001, 5 * MILLI);
    data(SERVER, 20, CLIENT, 40002, 5 * MILLI);
    assertEquals(List.of(), transfers());
    assertEquals(0, streams.values().stream().filter(FtpStream::isControl).count());
  }

  @Test
  void repliesThatNameNoEndpointAreIgnored() {
    Connection control = control();
    for (String reply :
        List.of(
            "227 (198,51,100,2,19)",
            "227 (198,51,100,2,19,256)",
            "227 (198,51,100,2,0,0)",
            "229 (|||99999|)",
            "229 (||5001|)",
            "227")) {
      control.answer(reply);
    }
    control.request("EPRT |2|192.0.2.1|5001|").request("EPRT |1|no|5001|").request("EPRT");
    data(CLIENT, 40001, SERVER, 5001, 5 * MILLI);
    assertEquals(List.of(), transfers());
  }
}
