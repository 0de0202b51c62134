package io.entroprint.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
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
}
