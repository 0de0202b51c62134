package io.entroprint.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many streams each client has open, against the JDK's own table. */
class ClientCountsTest {
  private final ClientCounts counts = new ClientCounts(new KeyedHash(1, 2));

  private static Flow flow(boolean ipv6, long address, boolean clientIsLower) {
    Cursor c = new Cursor(false);
    c.ipv6 = ipv6;
    long other = clientIsLower ? 0xffff_ffffL : 0;
    c.sourceHigh = ipv6 ? address : 0;
    c.sourceLow = ipv6 ? 77 : address;
    c.destinationHigh = ipv6 ? other : 0;
    c.destinationLow = ipv6 ? 1 : other;
    Flow flow = new Flow(c, clientIsLower, 0);
    flow.setClient(clientIsLower);
    return flow;
  }

  @Test
  void countsAsASlowTableDoes() {
    Random random = new Random(14);
    Map<ClientCounts.Client, Integer> open = new HashMap<>();
    Map<String, ClientCounts.Client> clients = new HashMap<>();
    List<ClientCounts.Client> streams = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      // It grows, shrinks to nothing, and grows again.
      boolean grows = i / 10_000 % 2 == 0;
      if (streams.isEmpty() || random.nextInt(10) < (grows ? 8 : 2)) {
        boolean ipv6 = random.nextBoolean();
        long address = 1L + random.nextInt(3000);
        ClientCounts.Client client = counts.began(flow(ipv6, address, random.nextBoolean()));
        ClientCounts.Client known = clients.put(ipv6 + " " + address, client);
        if (known != null && open.containsKey(known)) {
          assertSame(known, client);
        }
        open.merge(client, 1, Integer::sum);
        streams.add(client);
      } else {
        ClientCounts.Client client = streams.remove(random.nextInt(streams.size()));
        counts.ended(client);
        open.computeIfPresent(client, (c, n) -> n == 1 ? null : n - 1);
      }
      assertEquals(open.size(), counts.size());
    }
    open.forEach((client, n) -> assertEquals(n, client.streams()));
    Set<ClientCounts.Client> all = new HashSet<>(streams);
    assertEquals(all, open.keySet());
  }

  @Test
  void aClientIsAnAddressOfItsVersion() {
    ClientCounts.Client four = counts.began(flow(false, 5, true));
    assertNotSame(four, counts.began(flow(true, 5, true)));
    assertNotSame(four, counts.began(flow(false, 6, true)));
    assertSame(four, counts.began(flow(false, 5, false)));
    assertEquals(2, four.streams());
    assertEquals(3, counts.size());
  }
}
