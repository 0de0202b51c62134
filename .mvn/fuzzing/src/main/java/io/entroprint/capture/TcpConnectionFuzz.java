package io.entroprint.capture;

import io.entroprint.entropy.Direction;
import io.entroprint.fuzz.Choices;
import io.entroprint.fuzz.Contract;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;

/** The segments of one connection of a host, with any numbers and flags. */
public final class TcpConnectionFuzz {
  private static final FlowKey KEY =
      new FlowKey(
          Transport.TCP, IpAddress.parse("192.0.2.1"), 40_000, IpAddress.parse("192.0.2.2"), 80);

  private TcpConnectionFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Choices choices = new Choices(input);
    StreamStart.Beginning[] beginnings = StreamStart.Beginning.values();
    StreamStart start =
        StreamStart.builder(KEY).beginning(beginnings[choices.u8() % beginnings.length]).build();
    Contract contract = new Contract();
    TcpConnection connection = new TcpConnection(start, contract, 1 + choices.u8() * 4);
    for (long time = 1; choices.more(); time++) {
      Direction from = choices.u8() % 2 == 0 ? Direction.TO_SERVER : Direction.TO_CLIENT;
      int sequence = choices.u8() == 0 ? choices.i32() : choices.u8() - 64;
      int acknowledgement = choices.u8() == 0 ? choices.i32() : choices.u8() - 64;
      int flags = choices.u8();
      byte[] payload = choices.bytes(choices.u8() % 48);
      connection.isReplacedBy(from, sequence, acknowledgement, flags);
      connection.segment(from, sequence, acknowledgement, flags, payload, 0, payload.length, time);
    }
    StreamSummary summary = connection.end(StreamSummary.EndReason.CLOSED);
    if (!summary.equals(connection.end(StreamSummary.EndReason.FIN))) {
      throw new AssertionError("it ended twice, and differently");
    }
  }
}
