package io.entroprint.capture;

import static io.entroprint.packets.Wire.join;
import static io.entroprint.packets.Wire.text;
import static io.entroprint.packets.Wire.u16;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.packets.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FragmentTableTest {
  private static final int MORE = 0x2000;
  private static final byte[] DATAGRAM = Wire.udp(1, 2, text("abcdefghijklmnopqrstuvwxyz012345"));

  private static byte[] piece(int id, int from, int to) {
    return piece(id, from, to, DATAGRAM);
  }

  private static byte[] piece(int id, int from, int to, byte[] datagram) {
    int flags = to < datagram.length ? MORE : 0;
    byte[] payload = Arrays.copyOfRange(datagram, from, to);
    return Wire.ipv4(Wire.CLIENT, Wire.SERVER, 17, id, flags | from / 8, new byte[0], payload);
  }

  private static byte[] piece6(int from, int to) {
    int more = to < DATAGRAM.length ? 1 : 0;
    byte[] header = join(new byte[] {17, 0}, u16(from | more), new byte[] {0, 0, 0, 9});
    byte[] payload = join(header, Arrays.copyOfRange(DATAGRAM, from, to));
    return Wire.ipv6(Wire.CLIENT6, Wire.SERVER6, 44, payload);
  }

  private static Tap raw() {
    return new Tap().linkType(101);
  }

  private static String heard(Tap tap) {
    return tap.only().text(Direction.TO_SERVER);
  }

  @RepeatedTest(50)
  void joinsFragmentsInAnyOrderWithRepetitionsAndOverlaps(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<byte[]> four = new ArrayList<>();
    List<byte[]> six = new ArrayList<>();
    for (int from = 0; from < DATAGRAM.length; from += 8) {
      int to = Math.min(DATAGRAM.length, from + 8 * (1 + random.nextInt(3)));
      four.add(piece(7, from, to));
      six.add(piece6(from, to));
    }
    four.add(four.get(random.nextInt(four.size())));
    Collections.shuffle(four, random);
    Collections.shuffle(six, random);
    Tap tap = raw();
    four.forEach(tap::send);
    assertWhole(tap);
    Tap tap6 = raw();
    six.forEach(tap6::send);
    assertWhole(tap6);
  }

  /** Once or more: what overlaps may be enough for the datagram to be complete twice. */
  private static void assertWhole(Tap tap) {
    assertTrue(heard(tap).matches("(abcdefghijklmnopqrstuvwxyz012345)+"), heard(tap));
  }

  @Test
  void keepsTheFirstCopy() {
    byte[] other = DATAGRAM.clone();
    Arrays.fill(other, 8, other.length, (byte) 'X');
    Tap tap = raw().send(piece(7, 16, 24)).send(piece(7, 0, 32, other)).send(piece(7, 24, 40));
    assertEquals("XXXXXXXXijklmnopXXXXXXXXyz012345", heard(tap));
  }

  /** RFC 8200, section 4.5: the others may name another, such as one that is passed over. */
  @Test
  void takesTheProtocolOfTheFirstFragment() {
    for (boolean firstComesFirst : new boolean[] {true, false}) {
      byte[] first = Wire.join(Wire.hex("11 00 0001 00000009"), Arrays.copyOf(DATAGRAM, 16));
      byte[] last =
          Wire.join(
              Wire.hex("3b 00 0010 00000009"), Arrays.copyOfRange(DATAGRAM, 16, DATAGRAM.length));
      Tap tap = raw();
      for (byte[] piece : firstComesFirst ? List.of(first, last) : List.of(last, first)) {
        tap.send(Wire.ipv6(Wire.CLIENT6, Wire.SERVER6, 44, piece));
      }
      assertEquals("abcdefghijklmnopqrstuvwxyz012345", heard(tap));
    }
  }

  @Test
  void keepsDatagramsApartByTheTunnelTheyCameUnder() {
    byte[] pieces = piece(7, 0, 16);
    byte[] rest = piece(7, 16, 40);
    Tap tap = new Tap();
    tap.send(Wire.ethernet(0x8100, Wire.join(Wire.hex("000a 0800"), pieces)));
    tap.send(Wire.ethernet(0x8100, Wire.join(Wire.hex("000b 0800"), rest)));
    assertEquals(0, tap.streams.size());
    tap.send(Wire.ethernet(0x8100, Wire.join(Wire.hex("000a 0800"), rest)));
    assertEquals("abcdefghijklmnopqrstuvwxyz012345", heard(tap));
  }

  @Test
  void keepsDatagramsApartByTheirId() {
    Tap tap = raw().send(piece(7, 0, 16)).send(piece(8, 16, 40)).close();
    assertEquals(0, tap.streams.size());
    assertEquals(2, tap.table.counters().fragments());
    assertEquals(2, tap.table.counters().fragmentsDropped());
  }

  @Test
  void givesUpWhatTakesTooLong() {
    Tap tap = raw().send(piece(7, 0, 16)).pause(31 * Tap.SECOND).send(piece(7, 16, 40));
    assertEquals(0, tap.streams.size());
    assertEquals(1, tap.table.counters().fragmentsDropped());
    assertEquals("abcdefghijklmnopqrstuvwxyz012345", heard(tap.send(piece(7, 0, 16))));
  }

  @Test
  void dropsWhatEndsBeyondTheLargestDatagram() {
    byte[] packet =
        Wire.ipv4(Wire.CLIENT, Wire.SERVER, 17, 7, MORE | 0x1fff, new byte[0], new byte[1000]);
    Tap tap = raw().send(packet);
    assertEquals(1, tap.table.counters().fragmentsDropped());
    assertEquals(0, tap.table.counters().bufferedBytes());
  }

  @Test
  void staysWithinItsBoundsInAFlood() {
    Tap tap = raw();
    for (int i = 0; i < 20_000; i++) {
      tap.send(piece(i, 16, 24));
      long held = tap.table.counters().bufferedBytes();
      assertTrue(held <= FragmentTable.MAX_BYTES, "holds " + held);
    }
    for (int i = 0; i < 300; i++) {
      byte[] far =
          Wire.ipv4(Wire.CLIENT, Wire.SERVER, 17, i, MORE | 8000, new byte[0], new byte[8]);
      tap.send(far);
      long held = tap.table.counters().bufferedBytes();
      assertTrue(held <= FragmentTable.MAX_BYTES, "holds " + held);
    }
    assertEquals(
        "abcdefghijklmnopqrstuvwxyz012345",
        heard(tap.send(piece(-1, 0, 16)).send(piece(-1, 16, 40))));
    tap.close();
    assertEquals(0, tap.table.counters().bufferedBytes());
  }

  /** Of many small datagrams, and of few large ones. */
  @ParameterizedTest
  @CsvSource({"2000, 16", "200, 60000"})
  void whatOneSenderFloodsDrivesOutItsOwnAlone(int count, int at) {
    Tap tap = raw().send(piece(7, 0, 16));
    for (int i = 0; i < count; i++) {
      int place = MORE | at / 8;
      tap.send(Wire.ipv4("192.0.2.66", Wire.SERVER, 17, i, place, new byte[0], new byte[8]));
    }
    assertEquals("abcdefghijklmnopqrstuvwxyz012345", heard(tap.send(piece(7, 16, 40))));
    assertTrue(tap.table.counters().fragmentsDropped() > count / 3, tap.table.counters()::toString);
    tap.close();
    assertEquals(0, tap.table.counters().bufferedBytes());
  }

  /** Who sends from ever new addresses has no share: then the oldest goes, whosever it is. */
  @Test
  void ofMoreSendersThanThereIsRoomForTheOldestGoes() {
    Tap tap = raw().send(piece(7, 0, 16));
    for (int i = 0; i < FragmentTable.MAX_DATAGRAMS; i++) {
      String from = "192.0." + i / 256 + "." + i % 256;
      tap.send(Wire.ipv4(from, Wire.SERVER, 17, 7, MORE | 2, new byte[0], new byte[8]));
    }
    assertEquals(1, tap.table.counters().fragmentsDropped());
    assertEquals(0, tap.send(piece(7, 16, 40)).streams.size());
  }

  @Test
  void boundsThePiecesOfOneDatagram() {
    byte[] large = new byte[65_500];
    Tap tap = raw();
    for (int from = 0; from < large.length - 16; from += 16) {
      tap.send(piece(7, from, from + 8, large));
    }
    assertTrue(tap.table.counters().fragmentsDropped() > FragmentTable.MAX_PIECES);
  }
}
