package io.entroprint.capture;

import java.io.Closeable;
import java.io.IOException;

/** What captures packets for {@link LiveCapture}; keeps the names of a library out of it. */
interface PacketSource extends Closeable {

  /** The LINKTYPE_ value of its packets. */
  int linkType();

  /** Takes the next packet if there is one now. */
  boolean poll(Packet into) throws IOException;

  /** What was counted since it was opened. */
  CaptureCounters counters() throws IOException;

  @Override
  void close();
}
