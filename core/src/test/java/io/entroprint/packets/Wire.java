package io.entroprint.packets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.entroprint.stream.IpAddress;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Builds headers byte by byte; of check sums only that of IPv4, which is looked at. */
public final class Wire {
  public static final int FIN = 1;
  public static final int SYN = 2;
  public static final int RST = 4;
  public static final int ACK = 16;

  public static final String CLIENT = "10.0.0.1";
  public static final String SERVER = "10.0.0.2";
  public static final String CLIENT6 = "2001:db8::1";
  public static final String SERVER6 = "2001:db8::2";

  private Wire() {}

  public static byte[] text(String ascii) {
    return ascii.getBytes(US_ASCII);
  }

  /** Bytes of hex digits; blanks are for the eye. */
  public static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  public static byte[] tcp(int from, int to, int sequence, int ack, int flags, byte[] payload) {
    ByteBuffer header = ByteBuffer.allocate(20);
    header.putShort((short) from).putShort((short) to).putInt(sequence).putInt(ack);
    header.put((byte) 0x50).put((byte) flags).putShort((short) 65_535);
    return join(header.array(), payload);
  }

  public static byte[] udp(int from, int to, byte[] payload) {
    ByteBuffer header = ByteBuffer.allocate(8);
    header.putShort((short) from).putShort((short) to).putShort((short) (8 + payload.length));
    return join(header.array(), payload);
  }

  public static byte[] ipv4(String from, String to, int protocol, byte[] payload) {
    return ipv4(from, to, protocol, 0, 0x4000, new byte[0], payload);
  }

  /** A fragment: {@code place} is the field with the flags and the offset in units of 8 bytes. */
  public static byte[] ipv4(
      String from, String to, int protocol, int id, int place, byte[] options, byte[] payload) {
    ByteBuffer header = ByteBuffer.allocate(20);
    header.put((byte) (0x45 + options.length / 4)).put((byte) 0);
    header.putShort((short) (20 + options.length + payload.length)).putShort((short) id);
    header.putShort((short) place).put((byte) 64).put((byte) protocol).putShort((short) 0);
    header.put(IpAddress.parse(from).toBytes()).put(IpAddress.parse(to).toBytes());
    byte[] whole = join(header.array(), options);
    int sum = 0;
    for (int i = 0; i < whole.length; i += 2) {
      sum += ((whole[i] & 0xff) << 8) | (whole[i + 1] & 0xff);
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = ~((sum & 0xffff) + (sum >>> 16));
    whole[10] = (byte) (sum >> 8);
    whole[11] = (byte) sum;
    return join(whole, payload);
  }

  public static byte[] ipv6(String from, String to, int next, byte[] payload) {
    ByteBuffer header = ByteBuffer.allocate(40);
    header.putInt(6 << 28).putShort((short) payload.length).put((byte) next).put((byte) 64);
    header.put(IpAddress.parse(from).toBytes()).put(IpAddress.parse(to).toBytes());
    return join(header.array(), payload);
  }

  public static byte[] ethernet(int type, byte[] payload) {
    return join(hex("020000000002 020000000001"), u16(type), payload);
  }

  public static byte[] u16(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  /** A whole Ethernet frame from the usual client. */
  public static byte[] clientTcp(int sequence, int flags, String payload) {
    return ethernet(
        0x0800, ipv4(CLIENT, SERVER, 6, tcp(40_000, 80, sequence, 0, flags, text(payload))));
  }

  /** A whole Ethernet frame from the usual server. */
  public static byte[] serverTcp(int sequence, int ack, int flags, String payload) {
    return ethernet(
        0x0800, ipv4(SERVER, CLIENT, 6, tcp(80, 40_000, sequence, ack, flags, text(payload))));
  }

  public static byte[] clientUdp(String payload) {
    return ethernet(0x0800, ipv4(CLIENT, SERVER, 17, udp(40_000, 53, text(payload))));
  }

  public static byte[] serverUdp(String payload) {
    return ethernet(0x0800, ipv4(SERVER, CLIENT, 17, udp(53, 40_000, text(payload))));
  }
}
