package io.entroprint.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.library.Attributes;
import io.entroprint.library.Label;
import io.entroprint.packets.TinyCapture;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Labels of every kind, put to the streams of captures. */
class LabelledCapturesTest {
  private static final String A = "192.0.2.1";
  private static final String B = "198.51.100.2";
  private static final long START = TinyCapture.START;

  @TempDir Path directory;

  private static FlowLabel flow(String capture, int clientPort, double after, String label) {
    return new FlowLabel(
        Optional.of(capture).filter(c -> !c.isEmpty()),
        new FlowKey(Transport.TCP, IpAddress.parse(A), clientPort, IpAddress.parse(B), 22),
        OptionalLong.of(START + Math.round(after * 1e9)),
        Optional.of(new Label(label)),
        Attributes.NONE,
        Optional.empty(),
        "",
        "labels line " + clientPort);
  }

  private static LabelRule rule(String filter, String label) {
    return new LabelRule(
        Optional.empty(),
        FlowFilter.parse(filter),
        new Label(label),
        Optional.empty(),
        "rule " + label);
  }

  private static LabelSource rules(LabelRule... rules) {
    return new LabelSource(List.of(), Arrays.asList(rules), List.of());
  }

  private static TinyCapture ssh(int... clientPorts) {
    TinyCapture capture = TinyCapture.create();
    for (int port : clientPorts) {
      capture.tcp(A, port, B, 22, "SSH-2.0-a\r\n", "SSH-2.0-b\r\n");
    }
    return capture;
  }

  private LabelledCaptures read(LabelSource source) throws InterruptedException {
    return LabelledCaptures.read(source, directory, CaptureOrigins.none(), 1);
  }

  private static List<String> said(LabelledCaptures captures) {
    return captures.streams().stream()
        .map(
            s ->
                s.truth().label().orElseThrow()
                    + " "
                    + s.capture()
                    + " "
                    + s.family()
                    + " "
                    + s.summary().start().key().clientPort())
        .toList();
  }

  @Test
  void foldersLabelAllTheirStreams() throws Exception {
    ssh(1001, 1002).writeTo(directory.resolve("ssh-2/one.pcap"));
    ssh(1003).writeTo(directory.resolve("ssh-2/laptop/two.dump"));
    ssh(1004).writeTo(directory.resolve("sftp/laptop/deep/er/three.pcap"));
    ssh(1005).writeTo(directory.resolve("SSH/four.pcap"));
    ssh(1006).writeTo(directory.resolve("five.pcap"));
    Files.writeString(directory.resolve("ssh-2/README"), "where these come from");
    LabelSource source = LabelSource.folders(directory);
    assertEquals(1, source.problems().size());
    assertTrue(source.problems().get(0).startsWith(directory.resolve("SSH") + ": a label is"));
    LabelledCaptures captures = read(source);
    assertEquals(
        List.of(
            "sftp sftp/laptop/deep/er/three.pcap laptop 1004",
            "ssh-2 ssh-2/laptop/two.dump laptop 1003",
            "ssh-2 ssh-2/one.pcap ssh-2/one.pcap 1001",
            "ssh-2 ssh-2/one.pcap ssh-2/one.pcap 1002"),
        said(captures));
    assertEquals(source.problems(), captures.problems());
    assertEquals(0, captures.unlabelled());
  }

  /** The hash codes of all these labels are equal; it took minutes while that mattered. */
  @Test
  @Timeout(60)
  void labelsWhoseStreamsWereChosenToCollideAreKeptApart() throws Exception {
    ssh(1001, 1002).writeTo(directory.resolve("a.pcap"));
    List<FlowLabel> flows = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      IpAddress client = IpAddress.v4(0x0b000000 + i);
      IpAddress server = IpAddress.v4(0xf0000000 - 31 * 31 * i);
      FlowKey key = new FlowKey(Transport.TCP, client, 1000, server, 80);
      flows.add(
          new FlowLabel(
              Optional.empty(),
              key,
              OptionalLong.of(START),
              Optional.of(new Label("http")),
              Attributes.NONE,
              Optional.empty(),
              "",
              "labels line " + i));
    }
    flows.add(flow("a.pcap", 1002, 0.004, "ssh-1"));
    LabelledCaptures captures = read(LabelSource.of(flows));
    assertEquals(List.of("ssh-1 a.pcap a.pcap 1002"), said(captures));
  }

  @Test
  void aLabelWithoutACaptureFindsItsStreamInAny() throws Exception {
    ssh(1001, 1002).writeTo(directory.resolve("a.pcap"));
    ssh(1003).writeTo(directory.resolve("b/c.pcap"));
    LabelledCaptures captures =
        read(LabelSource.of(List.of(flow("", 1003, 0, "ssh-2"), flow("", 1002, 0, "ssh-1"))));
    assertEquals(
        List.of("ssh-1 a.pcap a.pcap 1002", "ssh-2 b/c.pcap b/c.pcap 1003"), said(captures));
    assertEquals(1, captures.unlabelled());
    assertEquals(List.of(), captures.problems());
    assertEquals("b/c.pcap", captures.streams().get(1).provenance().family());
  }

  @Test
  void aLabelMeansTheStreamThatBeganNearest() throws Exception {
    TinyCapture.create()
        .tcp(A, 1001, B, 22, "first", "")
        .pause(1.5)
        .tcp(A, 1001, B, 22, "the second", "")
        .pause(60)
        .tcp(A, 1001, B, 22, "third", "")
        .writeTo(directory.resolve("a.pcap"));
    LabelledCaptures captures =
        read(
            LabelSource.of(
                List.of(flow("a.pcap", 1001, 1.0, "ssh-2"), flow("a.pcap", 1001, 30, "ssh-1"))));
    assertEquals(1, captures.streams().size());
    assertEquals(10, captures.streams().get(0).summary().bytes());
    assertEquals(2, captures.unlabelled());
    assertEquals(
        List.of(
            "labels line 1001: no stream TCP "
                + A
                + ":1001 -> "
                + B
                + ":22 in "
                + directory.resolve("a.pcap")),
        captures.problems());
  }

  /** The file of the README: capture and five-tuple are enough while they name one stream. */
  @Test
  void withoutAStartTheFiveTupleMustNameOneStream() throws Exception {
    ssh(1001).writeTo(directory.resolve("a.pcap"));
    FlowLabel label = flow("a.pcap", 1001, 0, "ssh-2");
    FlowLabel dateless =
        new FlowLabel(
            label.capture(),
            label.key(),
            OptionalLong.empty(),
            label.label(),
            label.attributes(),
            Optional.of("lab"),
            "",
            "labels line 7");
    LabelledCaptures one = read(LabelSource.of(List.of(dateless)));
    assertEquals(List.of("ssh-2 a.pcap lab 1001"), said(one));
    assertEquals(List.of(), one.problems());
    assertEquals(START, one.streams().get(0).truth().startNanos().orElseThrow());

    TinyCapture twice = ssh(1001).pause(100);
    twice.tcp(A, 1001, B, 22, "SSH-2.0-again\r\n", "SSH-2.0-server\r\n");
    twice.writeTo(directory.resolve("a.pcap"));
    LabelledCaptures two = read(LabelSource.of(List.of(dateless)));
    assertEquals(List.of(), said(two));
    assertEquals(1, two.problems().size(), two.problems().toString());
    assertTrue(
        two.problems().get(0).startsWith("labels line 7: 2 streams of a.pcap are TCP "),
        two.problems().get(0));
  }

  @Test
  void endpointsMayBeTheOtherWayRound() throws Exception {
    ssh(1001).writeTo(directory.resolve("a.pcap"));
    FlowLabel label = flow("a.pcap", 1001, 0, "ssh-2");
    FlowLabel swapped =
        new FlowLabel(
            label.capture(),
            label.key().reversed(),
            label.startNanos(),
            label.label(),
            label.attributes(),
            Optional.of("lab"),
            "",
            label.place());
    assertEquals(List.of("ssh-2 a.pcap lab 1001"), said(read(LabelSource.of(List.of(swapped)))));
  }

  @Test
  void aStreamWithDifferentLabelsIsLeftOutAndReported() throws Exception {
    ssh(1001, 1002).writeTo(directory.resolve("a.pcap"));
    LabelSource source =
        LabelSource.of(List.of(flow("a.pcap", 1001, 0, "telnet")))
            .and(rules(rule("port 22", "ssh-2"), rule("dst port 22 and tcp", "ssh-2")));
    LabelledCaptures captures = read(source);
    assertEquals(List.of("ssh-2 a.pcap a.pcap 1002"), said(captures));
    assertEquals(1, captures.contested());
    assertEquals(0, captures.unlabelled());
    assertEquals(
        List.of(
            "a.pcap: TCP 192.0.2.1:1001 -> 198.51.100.2:22 is telnet by labels line 1001 and ssh-2"
                + " by rule ssh-2; it is left out"),
        captures.problems());
  }

  @Test
  void theClientIsTheSourceOfARule() throws Exception {
    ssh(1001)
        .udp(A, 1001, B, 53, "question")
        .udp(B, 53, A, 1001, "answer")
        .udp(B, 5353, A, 1001, "other")
        .writeTo(directory.resolve("a.pcap"));
    LabelledCaptures captures =
        read(rules(rule("udp dst port 53", "dns"), rule("src host " + B, "mdns")));
    assertEquals(List.of("dns a.pcap a.pcap 1001", "mdns a.pcap a.pcap 5353"), said(captures));
    assertEquals(1, captures.unlabelled());
  }

  @Test
  void whatMatchesNothingIsReported() throws Exception {
    ssh(1001).writeTo(directory.resolve("a.pcap"));
    List<FlowLabel> flows = new ArrayList<>();
    for (int port = 2001; port <= 2300; port++) {
      flows.add(flow("", port, 0, "ssh-2"));
    }
    LabelledCaptures captures = read(LabelSource.of(flows).and(rules(rule("port 23", "telnet"))));
    assertEquals(101, captures.problems().size());
    assertTrue(captures.problems().get(0).startsWith("labels line 2001: no stream TCP"));
    assertEquals("and 201 more labels without a stream", captures.problems().get(100));
    assertEquals(
        List.of("rule telnet: no stream that is 'port 23' in " + directory),
        read(rules(rule("port 23", "telnet"), rule("port 22", "ssh-2"))).problems());
  }

  @Test
  void missingAndBrokenCapturesAreReportedAndTheRestGoesOn() throws Exception {
    byte[] whole = ssh(1001, 1002).bytes();
    Files.write(directory.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 5));
    LabelledCaptures captures =
        read(
            LabelSource.of(
                List.of(
                    flow("gone.pcap", 1001, 0, "ssh-2"),
                    flow("gone.pcap", 1002, 0, "ssh-2"),
                    flow("cut.pcap", 1001, 0, "ssh-2"))));
    assertEquals(List.of("ssh-2 cut.pcap cut.pcap 1001"), said(captures));
    assertEquals(2, captures.problems().size(), captures.problems().toString());
    assertEquals(
        directory.resolve("gone.pcap") + ": no such capture; it is named in labels line 1001",
        captures.problems().get(0));
    assertTrue(captures.problems().get(1).startsWith(directory.resolve("cut.pcap") + ": byte"));
    assertEquals(64, captures.streams().get(0).provenance().captureSha256().length());
    Path nowhere = directory.resolve("nowhere");
    List<String> problems =
        LabelledCaptures.read(rules(rule("tcp", "ssh-2")), nowhere, CaptureOrigins.none(), 1)
            .problems();
    assertTrue(problems.get(0).startsWith(nowhere + ": cannot be searched"), problems.get(0));
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws Exception {
    for (int i = 0; i < 12; i++) {
      ssh(1000 + i, 1100 + i).writeTo(directory.resolve("c" + i % 5 + "/" + i + ".pcap"));
    }
    LabelSource source =
        LabelSource.of(List.of(flow("", 1005, 0, "telnet")))
            .and(rules(rule("src portrange 1000-1009", "ssh-2")));
    LabelledCaptures one = LabelledCaptures.read(source, directory, CaptureOrigins.none(), 1);
    LabelledCaptures four = LabelledCaptures.read(source, directory, CaptureOrigins.none(), 4);
    assertEquals(9, one.streams().size());
    assertEquals(14, one.unlabelled());
    assertEquals(said(one), said(four));
    assertEquals(one.problems(), four.problems());
  }

  @Test
  void logsOfZeekAndSuricataFindTheirStreams() throws IOException, InterruptedException {
    ssh(1001, 1002).writeTo(directory.resolve("a.pcap"));
    Path zeek =
        Files.writeString(
            directory.resolve("conn.log"),
            "#separator \\x09\n#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto"
                + "\tservice\n"
                + "1795293886.123456\t192.0.2.1\t1001\t198.51.100.2\t22"
                + "\ttcp\tssh\n");
    Path eve =
        Files.writeString(
            directory.resolve("eve.json"),
            """
            {"event_type":"flow","src_ip":"192.0.2.1","src_port":1002,"dest_ip":"198.51.100.2",\
            "dest_port":22,"proto":"TCP","app_proto":"ssh","flow":{"start":"%s+0000"}}
            """
                .formatted("2026-11-21T20:44:46.127456"));
    LabelledCaptures captures =
        read(LabelSource.zeekConnLog(zeek).and(LabelSource.eveFlows(eve, "a.pcap")));
    assertEquals(List.of(), captures.problems());
    assertEquals(List.of("ssh-2 a.pcap a.pcap 1001", "ssh-2 a.pcap a.pcap 1002"), said(captures));
  }
}
