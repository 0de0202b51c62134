package io.entroprint.session;

import io.entroprint.entropy.Direction;
import io.entroprint.fuzz.Choices;
import io.entroprint.fuzz.ScratchFile;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;

/** Both sides of an FTP control channel, in any chunks, and the streams that they announce. */
public final class FtpFuzz {
  private static final FlowKey CONTROL =
      new FlowKey(
          Transport.TCP, IpAddress.parse("192.0.2.1"), 40_000, IpAddress.parse("192.0.2.2"), 21);
  private static final FlowKey DATA =
      new FlowKey(
          Transport.TCP, IpAddress.parse("192.0.2.1"), 40_001, IpAddress.parse("192.0.2.2"), 1028);

  private FtpFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Choices choices = new Choices(input);
    FtpTracker tracker = new FtpTracker();
    StreamStart start = StreamStart.of(CONTROL, 0, 0);
    FtpStream control = tracker.open(start);
    for (long time = 1; choices.more(); time++) {
      int head = choices.u8();
      byte[] text = choices.bytes(1 + (head >> 1));
      Direction from = head % 2 == 0 ? Direction.TO_CLIENT : Direction.TO_SERVER;
      if (text.length > 0) {
        control.bytes(from, text, 0, text.length, time);
      }
      tracker.open(StreamStart.of(DATA, time, time)).transfer().ifPresent(ScratchFile::requireText);
    }
    control.ended(StreamSummary.builder(start).reason(StreamSummary.EndReason.FIN).build());
    control.isControl();
  }
}
