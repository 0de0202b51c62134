package io.entroprint.cli.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.stream.Direction;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InOrderTest {
  private static final FlowKey KEY =
      new FlowKey(Transport.TCP, IpAddress.v4(1), 1, IpAddress.v4(2), 2);

  private final List<String> given = new ArrayList<>();
  private final InOrder<Counter, String> streams =
      new InOrder<>(Counter::new, (summary, counter) -> counter.text(), given::add);

  /** Counts what it is told. */
  private static final class Counter implements StreamObserver {
    private final long ordinal;
    private int bytes;

    Counter(StreamStart start) {
      ordinal = start.ordinal();
    }

    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
      bytes += length;
    }

    @Override
    public void ended(StreamSummary summary) {}

    String text() {
      return ordinal + ":" + bytes;
    }
  }

  private StreamObserver open(long ordinal) {
    return streams.open(StreamStart.of(KEY, ordinal, 0));
  }

  private static void end(StreamObserver stream) {
    StreamStart start = StreamStart.of(KEY, 0, 0);
    stream.ended(StreamSummary.builder(start).endNanos(0).reason(EndReason.FIN).build());
  }

  @Test
  void givesResultsInTheOrderOfTheBeginningsHoweverTheStreamsEnd() {
    StreamObserver a = open(0);
    StreamObserver b = open(1);
    b.bytes(Direction.TO_CLIENT, new byte[5], 0, 5, 0);
    StreamObserver c = open(2);
    end(c);
    end(b);
    assertEquals(List.of(), given);
    end(a);
    assertEquals(List.of("0:0", "1:5", "2:0"), given);
    end(open(3));
    assertEquals(List.of("0:0", "1:5", "2:0", "3:0"), given);
  }
}
