package io.entroprint.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.entropy.View;
import io.entroprint.stream.StreamStart.Beginning;
import io.entroprint.stream.StreamSummary.EndReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is handed on of a stream, from its first packet to what is asked about it. */
class MeasuredStreamTest {
  private static final FlowKey KEY =
      new FlowKey(Transport.UDP, IpAddress.v4(1), 1, IpAddress.v4(2), 2);
  private static final byte[] TEXT = "something that is said".getBytes(US_ASCII);

  private static StreamStart start(Beginning beginning) {
    return StreamStart.builder(KEY).beginning(beginning).outsideOf("vxlan").build();
  }

  /** The evidence of a stream that goes on is that of its start; once ended, that of its end. */
  @Test
  void evidenceIsThatOfTheStreamAsItStands() {
    for (Beginning beginning : Beginning.values()) {
      StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
      MeteredStream stream = new MeteredStream(start(beginning), meter);
      assertSame(meter, stream.meter());
      assertEquals(start(beginning), stream.start());
      assertEquals(Optional.empty(), stream.summary());
      stream.bytes(Direction.TO_CLIENT, TEXT, 1, TEXT.length - 1, 5);

      StreamEvidence open = StreamEvidence.of(stream);
      assertEquals(Transport.UDP, open.transport());
      assertEquals(meter.vector(), open.vector());
      assertTrue(open.vector().reached(View.TO_CLIENT) > 0);
      assertFalse(open.finished());
      assertFalse(open.oneDirection());
      assertEquals(beginning, open.beginning());
      assertEquals(beginning == Beginning.MISSING, open.midstream());
      assertEquals(Optional.of("vxlan"), open.outsideOf());
      assertTrue(open.ended().finished());
      assertEquals(Beginning.MISSING, open.withoutBeginning().beginning());
      assertTrue(open.withoutBeginning().midstream());
      assertEquals(open.vector(), open.ended().vector());
      assertFalse(open.withoutBeginning().finished());

      StreamSummary summary =
          StreamSummary.builder(start(beginning))
              .bytes(0, TEXT.length - 1)
              .oneDirection(true)
              .reason(EndReason.FIN)
              .build();
      stream.ended(summary);
      assertEquals(Optional.of(summary), stream.summary());
      StreamEvidence ended = StreamEvidence.of(stream);
      assertTrue(ended.finished());
      assertTrue(ended.oneDirection());
      assertEquals(beginning, ended.beginning());
      assertEquals(Optional.of("vxlan"), ended.outsideOf());
    }
  }

  /** What was given up is not finished, unless all that is measured had come. */
  @Test
  void aStreamIsFinishedWhenNothingMoreCouldChangeIt() {
    StreamSummary evicted =
        StreamSummary.builder(start(Beginning.SEEN)).reason(EndReason.EVICTED).build();
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    meter.add(Direction.TO_SERVER, TEXT, 0, TEXT.length);
    assertFalse(StreamEvidence.of(evicted, meter).finished());
    assertFalse(StreamEvidence.of(Transport.TCP, meter).finished());
    byte[] all = new byte[FeatureDefinition.CURRENT.limit()];
    new Random(1).nextBytes(all);
    meter.add(Direction.TO_SERVER, all, 0, all.length);
    meter.add(Direction.TO_CLIENT, all, 0, all.length);
    assertTrue(StreamEvidence.of(evicted, meter).finished());
    StreamEvidence open = StreamEvidence.of(Transport.TCP, meter);
    assertTrue(open.finished());
    assertFalse(open.midstream());
    assertEquals(Transport.TCP, open.transport());
    boolean[] both = {false, true};
    for (boolean midstream : both) {
      StreamEvidence made =
          new StreamEvidence(
              Transport.TCP, meter.vector(), meter.curve(), true, midstream, !midstream);
      assertEquals(midstream, made.midstream());
      assertEquals(midstream ? Beginning.MISSING : Beginning.SEEN, made.beginning());
    }
  }

  /** A hole ends what is measured of its direction, until it is filled. */
  @Test
  void holesReachTheMeter() {
    MeteredStream stream = new MeteredStream(start(Beginning.SEEN), FeatureDefinition.CURRENT);
    stream.bytes(Direction.TO_SERVER, TEXT, 0, 9, 1);
    stream.holeOpened(Direction.TO_SERVER, 2);
    stream.bytes(Direction.TO_CLIENT, TEXT, 0, TEXT.length, 3);
    int joined = stream.meter().vector().reached(View.BOTH);
    stream.holeFilled(Direction.TO_SERVER, 4);
    stream.bytes(Direction.TO_SERVER, TEXT, 9, TEXT.length - 9, 4);
    assertTrue(stream.meter().vector().reached(View.BOTH) > joined);
  }

  @Test
  void whatIsForwardedArrives() {
    List<String> said = new ArrayList<>();
    StreamObserver last =
        new StreamObserver() {
          @Override
          public void bytes(Direction d, byte[] array, int offset, int length, long time) {
            said.add(d + " " + new String(array, offset, length, US_ASCII) + " " + time);
          }

          @Override
          public void holeOpened(Direction d, long time) {
            said.add("opened " + d + " " + time);
          }

          @Override
          public void holeFilled(Direction d, long time) {
            said.add("filled " + d + " " + time);
          }

          @Override
          public void ended(StreamSummary summary) {
            said.add("ended " + summary.reason());
          }
        };
    ForwardingObserver first =
        new ForwardingObserver() {
          @Override
          protected StreamObserver delegate() {
            return last;
          }
        };
    first.bytes(Direction.TO_CLIENT, TEXT, 2, 3, 7);
    first.holeOpened(Direction.TO_SERVER, 8);
    first.holeFilled(Direction.TO_SERVER, 9);
    first.ended(StreamSummary.builder(start(Beginning.SEEN)).reason(EndReason.IDLE).build());
    assertEquals(
        List.of("TO_CLIENT met 7", "opened TO_SERVER 8", "filled TO_SERVER 9", "ended IDLE"), said);
  }

  @Test
  void partsAreReadApart() {
    Encapsulation.Step[] steps = {
      new Encapsulation.Step("vlan", 10),
      new Encapsulation.Step("mpls", 77),
      new Encapsulation.Step("vlan", 4095),
      new Encapsulation.Step("vxlan", 5)
    };
    Encapsulation under = new Encapsulation(List.of(steps));
    assertEquals(List.of(10, 4095), under.vlans());
    assertEquals(List.of(77), under.mplsLabels());
    StreamStart start = StreamStart.builder(KEY).encapsulation(under).build();
    assertEquals(under, start.encapsulation());
    assertEquals(Optional.empty(), start.outsideOf());
    assertNotEquals(start.hashCode(), StreamStart.builder(KEY).build().hashCode());
    StreamSummary.ProxyHeader header = new StreamSummary.ProxyHeader(2, Optional.of(KEY), 28);
    StreamSummary summary =
        StreamSummary.builder(start).bytes(3, 4).proxyHeader(Optional.of(header)).build();
    assertEquals(7, summary.bytes());
    assertEquals(Optional.of(header), summary.proxyHeader());
    assertNotEquals(summary.hashCode(), StreamSummary.builder(start).build().hashCode());
    assertEquals(Transport.UDP, Transport.TCP.other());
    assertEquals(Transport.TCP, Transport.UDP.other());
  }

  /** From the specification of Community ID, and what it says of equal addresses. */
  @Test
  void theCommunityIdIsTheSameBothWays() {
    FlowKey known =
        new FlowKey(
            Transport.TCP,
            IpAddress.parse("128.232.110.120"),
            34855,
            IpAddress.parse("66.35.250.204"),
            80);
    assertEquals("1:LQU9qZlK+B5F3KDmev6m5PMibrg=", known.communityId());
    assertEquals(known.communityId(), known.reversed().communityId());
    assertNotEquals(known.communityId(), known.communityId(1));
    IpAddress one = IpAddress.v6(1L << 63, 5);
    FlowKey itself = new FlowKey(Transport.UDP, one, 7, one, 9);
    assertEquals(itself.communityId(), itself.reversed().communityId());
    FlowKey other = new FlowKey(Transport.UDP, one, 8, one, 9);
    assertNotEquals(itself.communityId(), other.communityId());
  }

  @Test
  void addressesOfBothHalves() {
    byte[] bytes = {0x20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    assertEquals("2001:203:405:607:809:a0b:c0d:e0f", IpAddress.of(bytes).toString());
    assertEquals(List.of(bytes.length, 15), List.of(16, (int) IpAddress.of(bytes).toBytes()[15]));
    for (int i = 0; i < bytes.length; i++) {
      assertEquals(bytes[i], IpAddress.of(bytes).toBytes()[i]);
    }
    // Of equal runs of zeros the first is cut out; a single zero is not.
    assertEquals("1::2:3:0:0:4", IpAddress.parse("1:0:0:2:3:0:0:4").toString());
    assertEquals("1:2:3:0:5:6:7:8", IpAddress.parse("1:2:3:0:5:6:7:8").toString());
  }
}
