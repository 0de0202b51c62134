package io.entroprint.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.stream.StreamStart.Beginning;
import io.entroprint.stream.StreamStart.Orientation;
import io.entroprint.stream.StreamSummary.EndReason;
import io.entroprint.stream.StreamSummary.ProxyHeader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamSummaryTest {
  private static final FlowKey KEY =
      new FlowKey(Transport.TCP, IpAddress.v4(1), 1, IpAddress.v4(2), 2);
  private static final StreamStart START = StreamStart.of(KEY, 3, 1_000);

  @Test
  void aStreamThatHadToGiveWayIsNotWhole() {
    Set<EndReason> whole = EnumSet.noneOf(EndReason.class);
    for (EndReason reason : EndReason.values()) {
      if (StreamSummary.builder(START).reason(reason).build().isWhole()) {
        whole.add(reason);
      }
      assertEquals(
          false, StreamSummary.builder(START).reason(reason).gaps(false, true).build().isWhole());
      assertEquals(
          false, StreamSummary.builder(START).reason(reason).gaps(true, false).build().isWhole());
    }
    assertEquals(EnumSet.complementOf(EnumSet.of(EndReason.EVICTED)), whole);
  }

  @Test
  void summariesAreEqualIfAllTheirPartsAre() {
    List<StreamSummary> different = new ArrayList<>();
    different.add(StreamSummary.builder(START).build());
    different.add(StreamSummary.builder(StreamStart.of(KEY, 4, 1_000)).build());
    different.add(StreamSummary.builder(START).endNanos(1_001).build());
    different.add(StreamSummary.builder(START).packets(1, 0).build());
    different.add(StreamSummary.builder(START).packets(0, 1).build());
    different.add(StreamSummary.builder(START).bytes(1, 0).build());
    different.add(StreamSummary.builder(START).bytes(0, 1).build());
    different.add(StreamSummary.builder(START).gaps(true, false).build());
    different.add(StreamSummary.builder(START).gaps(false, true).build());
    different.add(StreamSummary.builder(START).oneDirection(true).build());
    different.add(StreamSummary.builder(START).reason(EndReason.FIN).build());
    ProxyHeader header = new ProxyHeader(1, Optional.of(KEY), 50);
    different.add(StreamSummary.builder(START).proxyHeader(Optional.of(header)).build());
    allDiffer(different);
    StreamSummary again = StreamSummary.builder(StreamStart.of(KEY, 3, 1_000)).build();
    assertEquals(different.get(0), again);
    assertEquals(different.get(0).hashCode(), again.hashCode());
    assertEquals("TCP 0.0.0.1:1 -> 0.0.0.2:2, 0 + 0 bytes, CLOSED", again.toString());
  }

  @Test
  void startsAreEqualIfAllTheirPartsAre() {
    List<StreamStart> different = new ArrayList<>();
    different.add(StreamStart.of(KEY, 0, 0));
    different.add(StreamStart.of(KEY.reversed(), 0, 0));
    different.add(StreamStart.of(KEY, 1, 0));
    different.add(StreamStart.of(KEY, 0, 1));
    different.add(StreamStart.builder(KEY).beginning(Beginning.MISSING).build());
    different.add(StreamStart.builder(KEY).beginning(Beginning.INFERRED).build());
    different.add(StreamStart.builder(KEY).orientation(Orientation.PORTS).build());
    Encapsulation vlan = new Encapsulation(List.of(new Encapsulation.Step("vlan", 10)));
    different.add(StreamStart.builder(KEY).encapsulation(vlan).build());
    allDiffer(different);
    assertEquals(different.get(0), StreamStart.builder(KEY).build());
    assertEquals(different.get(0).hashCode(), StreamStart.builder(KEY).build().hashCode());
    assertEquals("TCP 0.0.0.1:1 -> 0.0.0.2:2 (vlan 10)", different.get(7).toString());
  }

  private static void allDiffer(List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertNotEquals(values.get(i), values.get(j), i + " and " + j);
      }
    }
  }

  @Test
  void aStreamIsInMidstreamUnlessItsHandshakeWasSeen() {
    Set<Beginning> midstream = EnumSet.noneOf(Beginning.class);
    for (Beginning beginning : Beginning.values()) {
      if (StreamStart.builder(KEY).beginning(beginning).build().midstream()) {
        midstream.add(beginning);
      }
    }
    assertEquals(EnumSet.of(Beginning.INFERRED, Beginning.MISSING), midstream);
  }

  @Test
  void anAnswerAloneIsComparedAsWhatWasSaidFirst() {
    byte[] answer = "an answer to a question that nobody captured".getBytes(US_ASCII);
    StreamMeter asAnswer = new StreamMeter(FeatureDefinition.EV1);
    asAnswer.add(Direction.TO_CLIENT, answer, 0, answer.length);
    StreamMeter asFirst = new StreamMeter(FeatureDefinition.EV1);
    asFirst.add(Direction.TO_SERVER, answer, 0, answer.length);
    StreamStart guessed = StreamStart.builder(KEY).orientation(Orientation.PORTS).build();
    StreamSummary alone = StreamSummary.builder(guessed).bytes(0, answer.length).build();
    assertEquals(asFirst.vector(), StreamEvidence.of(alone, asAnswer).vector());
    StreamSummary known = StreamSummary.builder(START).bytes(0, answer.length).build();
    assertEquals(asAnswer.vector(), StreamEvidence.of(known, asAnswer).vector());
    StreamSummary both = StreamSummary.builder(guessed).bytes(1, answer.length).build();
    assertEquals(asAnswer.vector(), StreamEvidence.of(both, asAnswer).vector());
    assertEquals(asAnswer.vector(), asAnswer.vector().reversed().reversed());
  }

  @Test
  void transportsHaveNames() {
    assertEquals(List.of("tcp", "udp"), List.of(Transport.TCP.id(), Transport.UDP.id()));
  }
}
