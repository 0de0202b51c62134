package io.entroprint.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.library.Nature;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SessionContextTest {
  private static Session session(int client, int server, long start) {
    FlowKey key = new FlowKey(Transport.TCP, IpAddress.v4(client), 1000, IpAddress.v4(server), 80);
    return new Session(key, start, start + 1, 1, 1, "http", Nature.PLAINTEXT);
  }

  /** Each two hosts have the hash code of all others; it took minutes while that mattered. */
  @Test
  @Timeout(60)
  void hostsThatWereChosenToCollideAreKeptApart() {
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      sessions.add(session(0x0b000000 + i, 0xf0000000 - 31 * i, i));
      // The other way round.
      sessions.add(session(0xf0000000 - 31 * i, 0x0b000000 + i, i));
    }
    SessionContext context = new SessionContext(sessions);
    assertEquals(List.of(sessions.get(1)), context.around(sessions.get(0), Duration.ofSeconds(1)));
    assertEquals(
        List.of(sessions.get(78_000)), context.around(sessions.get(78_001), Duration.ofSeconds(1)));
  }
}
