package io.entroprint.cli.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.entropy.Direction;
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
  private final List<String> said = new ArrayList<>();
  private final InOrder<Counter, String> streams = streams(Long.MAX_VALUE);

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

  private InOrder<Counter, String> streams(long most) {
    return new InOrder<>(
        new InOrder.Bound(most, () -> said.add("reached")),
        result -> 1,
        () -> "capture",
        Counter::new,
        (capture, summary, counter) -> counter.text(),
        given::add);
  }

  private StreamObserver open(long ordinal) {
    return open(streams, ordinal);
  }

  private static StreamObserver open(InOrder<Counter, String> streams, long ordinal) {
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

  @Test
  void handsOnWhatWaitsWhereItWouldBeMoreThanMay() {
    InOrder<Counter, String> bounded = streams(3);
    StreamObserver pinned = open(bounded, 0);
    for (int i = 1; i <= 3; i++) {
      end(open(bounded, i));
    }
    assertEquals(List.of(), given);
    StreamObserver other = open(bounded, 4);
    end(open(bounded, 5));
    assertEquals(List.of("1:0", "2:0", "3:0", "5:0"), given);
    end(open(bounded, 6));
    end(other);
    end(open(bounded, 7));
    assertEquals(4, given.size());
    end(pinned);
    assertEquals(List.of("1:0", "2:0", "3:0", "5:0", "0:0", "4:0", "6:0", "7:0"), given);
    assertEquals(List.of("reached"), said);
  }

  @Test
  void remembersWhichCaptureAStreamBeganIn() {
    String[] reading = {"a"};
    InOrder<Counter, String> of =
        new InOrder<>(
            InOrder.Bound.NONE,
            result -> 1,
            () -> reading[0],
            Counter::new,
            (capture, summary, counter) -> capture,
            given::add);
    StreamObserver first = open(of, 0);
    reading[0] = "b";
    end(open(of, 1));
    end(first);
    assertEquals(List.of("a", "b"), given);
  }
}
