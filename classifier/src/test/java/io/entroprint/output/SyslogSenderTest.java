package io.entroprint.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.stream.Transport;
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
  private static final String RISING =
      "<28>1 2026-11-21T20:44:46.123456Z sensor-1 entroprint - RISING - "
          + "RISING ALARM on 192.0.2.1:50412 -> 198.51.100.2:22 offset=2406 packets=7 "
          + "entropy=7.90993547 range=0 (1 65536 0.000000 7.900000)";

  private static Alarm alarm(Alarm.Kind kind) throws IOException {
    return new Alarm(
        kind,
        Connections.start(Transport.TCP, 22, false),
        Connections.START,
        ProtoSpecTest.parse("Port: all\nRange: 1 65536 0 7.9\n"),
        0,
        2406,
        7,
        7.90993547,
        Double.NaN);
  }

  @Test
  void sendsOneMessageADatagram() throws IOException {
    try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
        SyslogSender sender =
            SyslogSender.udp(new InetSocketAddress(LOOPBACK, server.getLocalPort()), "sensor-1")) {
      sender.send(alarm(Alarm.Kind.RISING));
      sender.send(alarm(Alarm.Kind.FALLING));
      assertEquals(RISING, receive(server));
      assertEquals(RISING.replace("<28>", "<29>").replace("RISING", "FALLING"), receive(server));
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
      sender.send(alarm(Alarm.Kind.RISING));
      sender.send(alarm(Alarm.Kind.FALLING));
      sender.close();
      try (Socket accepted = server.accept();
          InputStream in = accepted.getInputStream()) {
        assertEquals(RISING, frame(in));
        assertEquals(RISING.replace("<28>", "<29>").replace("RISING", "FALLING"), frame(in));
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
      IOException e = assertThrows(IOException.class, () -> sender.send(alarm(Alarm.Kind.RISING)));
      assertTrue(e.getMessage().startsWith("syslog to " + address), e.getMessage());
      try (ServerSocket server = new ServerSocket()) {
        server.setReuseAddress(true);
        server.bind(address);
        sender.send(alarm(Alarm.Kind.RISING));
        try (Socket accepted = server.accept()) {
          assertEquals(RISING.replace("sensor-1", "-"), frame(accepted.getInputStream()));
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
}
