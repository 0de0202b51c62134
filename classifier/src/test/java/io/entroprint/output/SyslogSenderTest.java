package io.entroprint.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SyslogSenderTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final SyslogSender.Message WARNING =
      message(SyslogSender.Message.Severity.WARNING, "RISING");
  private static final SyslogSender.Message NOTICE =
      message(SyslogSender.Message.Severity.NOTICE, "FALLING");
  private static final String SENT =
      "<28>1 2026-11-21T20:44:46.123456Z sensor-1 entroprint - RISING - it left its envelope";
  private static final String SENT_NEXT =
      "<29>1 2026-11-21T20:44:46.123456Z sensor-1 entroprint - FALLING - it left its envelope";

  private static SyslogSender.Message message(SyslogSender.Message.Severity severity, String id) {
    return new SyslogSender.Message(
        severity, 1_795_293_886_123_456_789L, id, "it left its envelope");
  }

  @Test
  void sendsOneMessageADatagram() throws IOException {
    try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
        SyslogSender sender =
            SyslogSender.udp(new InetSocketAddress(LOOPBACK, server.getLocalPort()), "sensor-1")) {
      sender.send(WARNING);
      sender.send(NOTICE);
      assertEquals(SENT, receive(server));
      assertEquals(SENT_NEXT, receive(server));
    }
  }

  /** The JDK refuses what is longer than a datagram; a server gets the beginning. */
  @Test
  void whatADatagramDoesNotHoldIsCut() throws IOException {
    try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
        SyslogSender sender =
            SyslogSender.udp(new InetSocketAddress(LOOPBACK, server.getLocalPort()), "sensor-1")) {
      server.setReceiveBufferSize(1 << 20);
      sender.send(
          new SyslogSender.Message(
              SyslogSender.Message.Severity.NOTICE, 0, "LONG", "x".repeat(100_000)));
      DatagramPacket packet = new DatagramPacket(new byte[1 << 16], 1 << 16);
      server.receive(packet);
      assertEquals(65_507, packet.getLength());
    }
  }

  private static String receive(DatagramSocket server) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    server.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), UTF_8);
  }

  @Test
  void sendsEachMessageBehindItsLengthOnOneConnection() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
      SyslogSender sender =
          SyslogSender.tcp(new InetSocketAddress(LOOPBACK, server.getLocalPort()), "sensor-1");
      sender.send(WARNING);
      sender.send(NOTICE);
      sender.close();
      try (Socket accepted = server.accept();
          InputStream in = accepted.getInputStream()) {
        assertEquals(SENT, frame(in));
        assertEquals(SENT_NEXT, frame(in));
        assertEquals(-1, in.read());
      }
    }
  }

  private static String frame(InputStream in) throws IOException {
    int length = 0;
    for (int c = in.read(); c != ' '; c = in.read()) {
      length = length * 10 + c - '0';
    }
    return new String(in.readNBytes(length), UTF_8);
  }

  @Test
  void aFailureNamesTheServerAndTheNextMessageIsTriedAgain() throws IOException {
    InetSocketAddress address;
    try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
      address = new InetSocketAddress(LOOPBACK, server.getLocalPort());
    }
    try (SyslogSender sender = SyslogSender.tcp(address, "")) {
      IOException e = assertThrows(IOException.class, () -> sender.send(WARNING));
      assertTrue(e.getMessage().startsWith("syslog to " + address), e.getMessage());
      try (ServerSocket server = new ServerSocket()) {
        server.setReuseAddress(true);
        server.bind(address);
        sender.send(WARNING);
        try (Socket accepted = server.accept()) {
          assertEquals(SENT.replace("sensor-1", "-"), frame(accepted.getInputStream()));
        }
      }
    }
  }

  @Test
  void refusesAHostNameThatWouldBreakTheMessage() {
    InetSocketAddress address = new InetSocketAddress(LOOPBACK, 514);
    assertThrows(IllegalArgumentException.class, () -> SyslogSender.udp(address, "a b"));
    assertThrows(IllegalArgumentException.class, () -> SyslogSender.udp(address, "x".repeat(256)));
  }

  @Test
  void aMessageStaysOneLineWhateverItsTextHolds() throws IOException {
    try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
        SyslogSender sender =
            SyslogSender.udp(new InetSocketAddress(LOOPBACK, server.getLocalPort()), "sensor-1")) {
      sender.send(
          new SyslogSender.Message(
              SyslogSender.Message.Severity.NOTICE, 0, "X", "a\n<0>1 b\u0000\u007f\u00e9"));
      assertEquals(
          "<29>1 1970-01-01T00:00:00.000000Z sensor-1 entroprint - X - a <0>1 b  \u00e9",
          receive(server));
    }
  }

  @Test
  void refusesAnIdThatWouldBreakTheMessage() {
    for (String id : new String[] {"", "a b", "\u00e9", "x".repeat(33)}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new SyslogSender.Message(SyslogSender.Message.Severity.NOTICE, 0, id, "text"));
    }
  }
}
