package io.entroprint.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowKeyTest {

  /** The baseline values that the specification of Community ID publishes. */
  @ParameterizedTest
  @CsvSource({
    "TCP,128.232.110.120,34855,66.35.250.204,80,0,1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
    "TCP,66.35.250.204,80,128.232.110.120,34855,0,1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
    "TCP,128.232.110.120,34855,66.35.250.204,80,1,1:3V71V58M3Ksw/yuFALMcW0LAHvc=",
    "UDP,192.168.1.52,54585,8.8.8.8,53,0,1:d/FP5EW3wiY1vCndhwleRRKHowQ=",
    "UDP,8.8.8.8,53,192.168.1.52,54585,0,1:d/FP5EW3wiY1vCndhwleRRKHowQ=",
    "UDP,192.168.1.52,54585,8.8.8.8,53,1,1:Q9We8WO3piVF8yEQBNJF4uiSVrI=",
  })
  void communityIdEqualsThePublishedValues(
      Transport transport, String a, int aPort, String b, int bPort, int seed, String id) {
    FlowKey key = new FlowKey(transport, IpAddress.parse(a), aPort, IpAddress.parse(b), bPort);
    assertEquals(id, key.communityId(seed));
    assertEquals(id, key.reversed().communityId(seed));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,192.0.2.1",
    "0.0.0.0,0.0.0.0",
    "255.255.255.255,255.255.255.255",
    "2001:db8:0:0:0:0:2:1,2001:db8::2:1",
    "2001:0db8::0001,2001:db8::1",
    "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1,2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
    "::,::",
    "::1,::1",
    "1::,1::",
    "FE80::AB,fe80::ab",
    "::ffff:192.0.2.1,::ffff:192.0.2.1",
    "::1500:7,::21.0.0.7",
    "::1:0,::0.1.0.0",
    "::ffff,::ffff",
    "::1:0:0,::1:0:0",
    "::ffff:0:1,::ffff:0.0.0.1",
  })
  void addressesHaveOneCanonicalText(String text, String canonical) {
    IpAddress address = IpAddress.parse(text);
    assertEquals(canonical, address.toString());
    assertEquals(address, IpAddress.parse(canonical));
    assertEquals(address, IpAddress.of(address.toBytes()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1.2.3", "1.2.3.256", "1.2.3.4.5", "example.org", "::g", "1:2", ":::"})
  void whatIsNoAddressIsRefusedWithoutAskingANameServer(String text) {
    assertThrows(IllegalArgumentException.class, () -> IpAddress.parse(text));
  }

  @Test
  void addressesAreOrderedAsUnsignedNumbers() {
    assertEquals(1, IpAddress.parse("200.0.0.1").compareTo(IpAddress.parse("100.0.0.1")));
    assertEquals(1, IpAddress.parse("fe80::").compareTo(IpAddress.parse("2001::")));
    assertEquals(-1, IpAddress.parse("255.0.0.1").compareTo(IpAddress.parse("::")));
  }

  @Test
  void aKeyRefusesPortsAndAddressesThatDoNotFit() {
    IpAddress four = IpAddress.parse("192.0.2.1");
    IpAddress six = IpAddress.parse("::1");
    assertThrows(
        IllegalArgumentException.class, () -> new FlowKey(Transport.TCP, four, 65_536, four, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new FlowKey(Transport.TCP, four, 1, four, -1));
    assertThrows(IllegalArgumentException.class, () -> new FlowKey(Transport.TCP, four, 1, six, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "TCP 192.0.2.1 1 192.0.2.2 2, UDP 192.0.2.1 1 192.0.2.2 2",
    "TCP 192.0.2.1 2 192.0.2.2 2, TCP 192.0.2.2 1 192.0.2.1 1",
    "TCP 192.0.2.1 1 192.0.2.9 9, TCP 192.0.2.1 2 192.0.2.2 2",
    "TCP 192.0.2.1 1 192.0.2.2 9, TCP 192.0.2.1 1 192.0.2.3 2",
    "TCP 192.0.2.1 1 192.0.2.2 2, TCP 192.0.2.1 1 192.0.2.2 3",
    "TCP 223.0.2.1 1 192.0.2.2 2, TCP ::1 1 ::2 2",
  })
  void keysHaveAnOrder(String first, String second) {
    assertTrue(key(first).compareTo(key(second)) < 0);
    assertTrue(key(second).compareTo(key(first)) > 0);
    assertEquals(0, key(first).compareTo(key(first)));
  }

  private static FlowKey key(String text) {
    String[] part = text.split(" ", -1);
    return new FlowKey(
        Transport.valueOf(part[0]),
        IpAddress.parse(part[1]),
        Integer.parseInt(part[2]),
        IpAddress.parse(part[3]),
        Integer.parseInt(part[4]));
  }

  /** Anybody can find addresses whose hash codes are equal; it took minutes without an order. */
  @Test
  @Timeout(60)
  void aTableOfTheJdkBearsKeysOfOneHashCode() {
    Map<FlowKey, Integer> table = new HashMap<>();
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < 40_000; i++) {
      IpAddress client = IpAddress.v4(0x0b000000 + i);
      IpAddress server = IpAddress.v4(0xf0000000 - 31 * 31 * i);
      FlowKey key = new FlowKey(Transport.TCP, client, 1000, server, 80);
      hashes.add(key.hashCode());
      table.put(key, i);
    }
    assertEquals(1, hashes.size());
    assertEquals(40_000, table.size());
  }
}
