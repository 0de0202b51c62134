package io.entroprint.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowFilterTest {
  private static final FlowKey SSH = key(Transport.TCP, "192.0.2.1", 50412, "198.51.100.2", 22);
  private static final FlowKey SSH_6 = key(Transport.TCP, "2001:db8::1", 50412, "2001:db9::2", 22);
  private static final FlowKey DNS = key(Transport.UDP, "192.0.2.1", 53, "198.51.100.2", 53);

  private static FlowKey key(Transport transport, String a, int aPort, String b, int bPort) {
    return new FlowKey(transport, IpAddress.parse(a), aPort, IpAddress.parse(b), bPort);
  }

  /** Of SSH over IPv4, SSH over IPv6 and DNS, in this order: 1 for those that pass. */
  @ParameterizedTest
  @CsvSource({
    "tcp,110",
    "udp,001",
    "host 192.0.2.1,101",
    "src host 192.0.2.1,101",
    "dst host 192.0.2.1,000",
    "dst host 2001:db9::2,010",
    "host 2001:db9:0:0::2,010",
    "net 192.0.2.0/24,101",
    "src net 192.0.2.0/31,101",
    "dst net 192.0.2.0/24,000",
    "net 0.0.0.0/0,101",
    "net ::/0,010",
    "net 2001:db8::/31,010",
    "dst net 2001:db8::/32,000",
    "net 2001:db8::1/128,010",
    "net 192.0.2.1/32,101",
    "port 22,110",
    "src port 22,000",
    "dst port 22,110",
    "port 53,001",
    "portrange 22-53,111",
    "src portrange 50000-65535,110",
    "dst portrange 0-21,000",
    "tcp port 53,000",
    "udp dst port 53,001",
    "tcp portrange 1-100,110",
    "tcp src port 50412,110",
    "not tcp,001",
    "! tcp,001",
    "!tcp,001",
    "not not tcp,110",
    "tcp and host 192.0.2.1,100",
    "tcp && host 192.0.2.1,100",
    "udp or host 2001:db8::1,011",
    "udp||host 2001:db8::1,011",
    "not udp and port 22,110",
    "not (udp or host 192.0.2.1),010",
    "(((tcp))),110",
    // Alike and from the left, as pcap has it: were 'and' to bind closer, SSH would pass.
    "port 22 or port 53 and udp,001",
    "port 22 or (port 53 and udp),111",
    "udp and port 53 or tcp and dst host 198.51.100.2,101",
  })
  void tellsStreamsByTheirFiveTuple(String expression, String expected) {
    FlowFilter filter = FlowFilter.parse(expression);
    StringBuilder passed = new StringBuilder();
    for (FlowKey key : new FlowKey[] {SSH, SSH_6, DNS}) {
      passed.append(filter.test(key) ? '1' : '0');
    }
    assertEquals(expected, passed.toString());
    assertEquals(expression, filter.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "\"\"; 1; the expression ends",
        "tpc; 1; unknown word 'tpc'",
        "tcp prot 22; 5; found 'prot', expected 'and', 'or' or the end",
        "tcp and prot 22; 9; unknown word 'prot'",
        "port; 5; the expression ends, expected a port",
        "port http; 6; found 'http', expected a port of 0 to 65535",
        "port 65536; 6; found '65536'",
        "port -1; 6; found '-1'",
        "port 000000022; 6; found '000000022'",
        "portrange 22; 11; expected two ports",
        "portrange 22-; 11; expected a port",
        "portrange 23-22; 11; expected the lower port first",
        "host example.org; 6; expected an IP address",
        "host 192.0.2; 6; expected an IP address",
        "net 192.0.2.0; 5; expected an address, a slash and a length",
        "net 192.0.2.0/33; 5; expected a length of 0 to 32",
        "net 2001:db8::/129; 5; expected a length of 0 to 128",
        "net 192.0.2.1/24; 5; has bits beyond its length, expected 192.0.2.0",
        "src tcp; 5; found 'tcp', expected host, net, port or portrange",
        "(tcp; 5; expected ')'",
        "tcp); 4; found ')', expected 'and', 'or' or the end",
        "tcp and; 8; the expression ends",
        "tcp & udp; 5; found '&'",
        "tcp udp; 5; found 'udp', expected 'and'",
        "not; 4; the expression ends",
        "TCP; 1; unknown word 'TCP'",
      })
  void namesTheColumnOfWhatItCannotRead(String expression, int column, String reason) {
    FlowFilter.SyntaxException e =
        assertThrows(FlowFilter.SyntaxException.class, () -> FlowFilter.parse(expression));
    assertEquals(column, e.column(), e.getMessage());
    assertTrue(e.reason().contains(reason), e.getMessage());
  }

  @Test
  void refusesWhatWouldExhaustTheStack() {
    String deep = "(".repeat(50_000) + "tcp" + ")".repeat(50_000);
    assertThrows(FlowFilter.SyntaxException.class, () -> FlowFilter.parse(deep));
    assertThrows(
        FlowFilter.SyntaxException.class, () -> FlowFilter.parse("not ".repeat(2000) + "tcp"));
    assertThrows(
        FlowFilter.SyntaxException.class,
        () -> FlowFilter.parse("tcp and ".repeat(50_000) + "tcp"));
    assertTrue(FlowFilter.parse("tcp and ".repeat(2000) + "tcp").test(SSH));
    assertTrue(FlowFilter.parse("(".repeat(99) + "tcp" + ")".repeat(99)).test(SSH));
  }
}
