package io.entroprint.cli.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.entroprint.cli.EntroprintCommand;
import io.entroprint.cli.Ran;
import io.entroprint.cli.base.Terminal;
import io.entroprint.packets.TinyCapture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EnvelopeCommandsTest {
  private static final String ALARM =
      "RISING ALARM on 192.0.2.1:50412 -> 198.51.100.2:22 offset=4 packets=1 "
          + "entropy=2.00000000 range=0 (1 65536 0.000000 1.900000)";

  @TempDir Path directory;

  private Path capture() throws IOException {
    return TinyCapture.create()
        .tcp(50412, 22, "abcd", "aaaa")
        .tcp(50413, 22, "abab", "aa")
        .writeTo(directory.resolve("a.pcap"));
  }

  private Path spec(String text) throws IOException {
    return Files.writeString(directory.resolve("test.nes"), text);
  }

  @Test
  void checkPrintsNetEntropysLines() throws IOException {
    Path spec = spec("Port: all\nRange: 1 65536 0 1.9\n");
    Ran ran = Ran.command("envelope", "check", "--spec", spec, capture()).withCode(0).silent();
    assertEquals(
        List.of(
            ALARM,
            "FALLING ALARM on 192.0.2.1:50412 -> 198.51.100.2:22 offset=8 packets=2 "
                + "entropy=1.54879494 range=0 (1 65536 0.000000 1.900000)",
            "",
            "1 of 2 streams left their envelope"),
        ran.lines());
  }

  @Test
  void checkTakesTheEnvelopesAndTheLimitOfAConfiguration() throws IOException {
    spec("Port: all\nRange: 1 65536 0 1.5\n");
    Path config =
        Files.writeString(
            directory.resolve("net-entropy.conf"), "MaxTrackSize: 3\nProtoSpec: test.nes\n");
    Ran ran = Ran.command("envelope", "check", "--config", config, capture()).withCode(0);
    assertTrue(ran.lines().get(0).contains(" offset=3 packets=1 entropy=1.58496250 "), ran.out());
    assertEquals("1 of 2 streams left their envelope", ran.lines().get(2));
  }

  @Test
  void checkPrintsJson() throws IOException {
    Path spec = spec("Port: all\nRange: 1 65536 0 1.9\n");
    Path file = capture();
    Ran ran = Ran.command("envelope", "check", "--json", "--spec", spec, file).withCode(0);
    assertEquals(2, ran.lines().size());
    for (String line : ran.lines()) {
      try (JsonParser parser = new JsonFactory().createParser(line)) {
        while (parser.nextToken() != null) {
          parser.getText();
        }
      }
      assertTrue(line.contains("\"pcap_filename\":\"" + file + "\""), line);
    }
  }

  @Test
  @Timeout(60)
  void checkSendsToSyslog() throws IOException {
    Path spec = spec("Port: all\nRange: 1 65536 0 1.9\n");
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      String target = "udp://127.0.0.1:" + server.getLocalPort();
      Ran.command("envelope", "check", "--syslog", target, "--spec", spec, capture()).withCode(0);
      DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
      server.receive(packet);
      String message = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
      assertTrue(message.startsWith("<28>1 2026-11-21T20:44:46.125456Z "), message);
      assertTrue(message.endsWith(" entroprint - RISING - " + ALARM), message);
    }
    Ran.command("envelope", "check", "--syslog", "host", "--spec", spec, capture()).withCode(2);
    Ran.command("envelope", "check", capture()).withCode(2);
  }

  /** The first alarm has been sent when its line cannot be printed. */
  @Test
  @Timeout(60)
  void checkEndsTheConnectionToSyslogWhenTheRunFails() throws IOException {
    Path spec = spec("Port: all\nRange: 1 65536 0 1.9\n");
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }
        };
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String target = "tcp://127.0.0.1:" + server.getLocalPort();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      String[] words = {
        "envelope", "check", "--syslog", target, "--spec", spec + "", capture() + "", capture() + ""
      };
      assertEquals(1, EntroprintCommand.run(words, Terminal.of(full, err)));
      assertEquals("entroprint: no space left\n", err.toString(StandardCharsets.UTF_8));
      try (Socket connection = server.accept()) {
        byte[] all = connection.getInputStream().readAllBytes();
        assertTrue(new String(all, StandardCharsets.UTF_8).contains(ALARM));
      }
    }
  }

  @Test
  void aBadEnvelopeIsNamedWithItsLine() throws IOException {
    Path spec = spec("Port: all\nRange: 1 0 0 8\n");
    Ran ran = Ran.command("envelope", "check", "--spec", spec, capture()).withCode(1);
    assertEquals(
        List.of("entroprint: " + spec + ", line 2: Range: the end 0 is before the start 1"),
        ran.problems());
  }

  /** Entropies: 2 and 1.54879494; 1 and, of abab and aa, 0.91829583. */
  @Test
  void learnPrintsTheEnvelopeAndTheRateOfFalseAlarms() throws IOException {
    Ran ran = Ran.command("envelope", "learn", "--margin", "0.01", capture()).withCode(0).silent();
    assertEquals(
        """
        # learned from 2 streams, margin 0.01
        # false alarms, each stream against the envelope of the others: 100.0 % (2 of 2)
        Port: all
        Direction: both
        Cumulative: yes
        RangeUnit: bytes
        # Range: start    end      min            max
        Range:   1        63       0.90829583     2.01000000
        """,
        ran.out());
  }

  @Test
  void whatLearnWritesCheckReadsAndFindsNothingAmiss() throws IOException {
    Path spec = directory.resolve("learned.nes");
    Path ssh = Ran.exampleCaptures().resolve("ssh2.pcap");
    for (List<String> options :
        List.of(
            List.<String>of(),
            List.of("--each-packet", "--direction", "cli2srv"),
            List.of("--count-packets", "--deviations", "--min-bytes", "2"))) {
      List<Object> learn = new ArrayList<>(List.of("envelope", "learn", "-o", spec, ssh));
      learn.addAll(options);
      Ran ran = Ran.command(learn.toArray()).withCode(0).silent();
      assertTrue(ran.out().startsWith("learned from "), ran.out());
      Ran check = Ran.command("envelope", "check", "--spec", spec, ssh).withCode(0).silent();
      assertTrue(check.out().startsWith("\n0 of "), check.out());
    }
  }

  @Test
  void learnSaysWhenThereIsNothingToLearnFrom() throws IOException {
    Ran ran = Ran.command("envelope", "learn", "--port", "1", capture()).withCode(1);
    assertEquals(List.of("entroprint: no stream to learn from"), ran.problems());
  }

  /** Entropy that goes to and fro: one alarm of the stream and range, and a count. */
  @Test
  void checkTellsOnceIfAsked() throws IOException {
    TinyCapture flapping = TinyCapture.create();
    Path spec = spec("Port: all\nCumulative: no\nRange: 1 65536 0 1.9\n");
    Path file =
        flapping.tcp(1, 22, "abcdabcdabcd", "aaaaaaaaaaaa").writeTo(directory.resolve("flap.pcap"));
    Ran all = Ran.command("envelope", "check", "--spec", spec, file).withCode(0);
    Ran once = Ran.command("envelope", "check", "--once", "--spec", spec, file).withCode(0);
    assertEquals(2, all.lines().stream().filter(l -> l.contains(" ALARM ")).count());
    assertEquals(1, once.lines().stream().filter(l -> l.contains(" ALARM ")).count());
    assertEquals(
        "1 of 1 stream left its envelope; 1 more alarms of the same streams and ranges",
        once.lines().get(once.lines().size() - 1));
  }

  @Test
  void learnChoosesTheMarginAndFillsRanges() {
    Path captures = Ran.exampleCaptures().resolve("ssh2.pcap");
    Ran plain = Ran.command("envelope", "learn", captures).withCode(0).silent();
    Ran chosen =
        Ran.command("envelope", "learn", "--false-alarms", ".01", captures).withCode(0).silent();
    assertTrue(plain.out().contains("50.0 % (10 of 20)"), plain.out());
    assertTrue(chosen.out().contains(" 0.0 % (0 of 20)"), chosen.out());
    assertEquals(9, plain.lines().stream().filter(l -> l.startsWith("Range:")).count());
    assertEquals(11, chosen.lines().stream().filter(l -> l.startsWith("Range:")).count());
    assertEquals(2, chosen.lines().stream().filter(l -> l.contains("# as its neighbours")).count());
    Ran half =
        Ran.command("envelope", "learn", "--false-alarms", ".25", captures).withCode(0).silent();
    assertTrue(half.out().contains(" 25.0 % (5 of 20)"), half.out());
    Ran.command("envelope", "learn", "--false-alarms", ".1", "--margin", "1", captures).withCode(2);
  }
}
