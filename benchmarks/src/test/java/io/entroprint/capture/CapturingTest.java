package io.entroprint.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.entroprint.benchmarks.Streams;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CapturingTest {

  @Test
  void findsEveryByteOfTheStreams() throws IOException {
    Streams mix = Streams.mix();
    Capturing capturing = Capturing.of(mix);
    assertEquals(mix.totalBytes(), capturing.decoding().applyAsDouble(1));
    assertEquals(mix.totalBytes(), capturing.reassembling().applyAsDouble(1));
  }

  @Test
  void seesWhatPcap4jSees() throws IOException {
    assumeTrue(Capturing.hasPcap4j(), "needs libpcap");
    Capturing capturing = Capturing.of(Streams.mix());
    assertEquals(capturing.pcap4jReading().applyAsDouble(1), capturing.reading().applyAsDouble(1));
    assertEquals(
        capturing.pcap4jDecoding().applyAsDouble(1), capturing.decoding().applyAsDouble(1));
  }
}
