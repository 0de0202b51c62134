package io.entroprint.cli.train;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a pcap file as a rotation does: each part has the header and some of the packets. */
final class Rotated {
  private static final int HEADER = 24;

  private Rotated() {}

  static List<byte[]> cut(byte[] capture, int packets) {
    boolean little = (capture[0] & 0xff) == 0xd4 || (capture[0] & 0xff) == 0x4d;
    ByteBuffer all =
        ByteBuffer.wrap(capture).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    List<byte[]> parts = new ArrayList<>();
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    int count = 0;
    for (int at = HEADER; at < capture.length; count++) {
      if (count % packets == 0) {
        if (count > 0) {
          parts.add(part.toByteArray());
        }
        part = new ByteArrayOutputStream();
        part.writeBytes(Arrays.copyOf(capture, HEADER));
      }
      int length = 16 + all.getInt(at + 8);
      part.write(capture, at, length);
      at += length;
    }
    parts.add(part.toByteArray());
    return parts;
  }
}
