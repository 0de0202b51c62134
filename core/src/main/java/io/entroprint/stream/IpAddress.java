package io.entroprint.stream;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An IPv4 or IPv6 address as it stood in the packet. Unlike {@link InetAddress} it does not turn an
 * IPv4-mapped IPv6 address into an IPv4 one.
 *
 * @param version 4 or 6
 * @param high the upper 64 bits of an IPv6 address; 0 for IPv4
 * @param low the lower 64 bits of an IPv6 address; the 32 bits of an IPv4 address
 */
public record IpAddress(int version, long high, long low) implements Comparable<IpAddress> {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the version is neither 4 nor 6, or an IPv4 address has more
   *     than 32 bits
   */
  public IpAddress {
    if (version != 4 && version != 6) {
      throw new IllegalArgumentException("IP version " + version);
    }
    if (version == 4 && (high != 0 || low >>> 32 != 0)) {
      throw new IllegalArgumentException("an IPv4 address has 32 bits");
    }
  }

  /** An IPv4 address of its 32 bits. */
  public static IpAddress v4(int bits) {
    return new IpAddress(4, 0, bits & 0xffff_ffffL);
  }

  /** An IPv6 address of its two halves. */
  public static IpAddress v6(long high, long low) {
    return new IpAddress(6, high, low);
  }

  /**
   * An address of its bytes in network order.
   *
   * @param bytes 4 or 16 of them
   * @throws IllegalArgumentException if there are not so many
   */
  public static IpAddress of(byte[] bytes) {
    if (bytes.length == 4) {
      return v4((int) bigEndian(bytes, 0, 4));
    }
    if (bytes.length == 16) {
      return v6(bigEndian(bytes, 0, 8), bigEndian(bytes, 8, 8));
    }
    throw new IllegalArgumentException(bytes.length + " bytes are not an IP address");
  }

  /** The same address. */
  public static IpAddress of(InetAddress address) {
    return of(address.getAddress());
  }

  /**
   * An address of its usual text, such as {@code 192.0.2.1} or {@code 2001:db8::1}. Asks no name
   * server.
   *
   * @throws IllegalArgumentException if the text is no IP address
   */
  public static IpAddress parse(String text) {
    if (text.indexOf(':') < 0) {
      return parseV4(text);
    }
    // Only text with a colon comes here: the JDK then takes it for a literal or refuses it.
    if (!text.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0)) {
      throw new IllegalArgumentException("not an IP address: " + text);
    }
    try {
      byte[] bytes = InetAddress.getByName(text).getAddress();
      return bytes.length == 16 ? of(bytes) : v6(0, 0xffff_0000_0000L | bigEndian(bytes, 0, 4));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IP address: " + text, e);
    }
  }

  private static IpAddress parseV4(String text) {
    String[] parts = text.split("\\.", -1);
    int bits = 0;
    boolean good = parts.length == 4;
    for (int i = 0; good && i < 4; i++) {
      good = parts[i].matches("\\d{1,3}") && Integer.parseInt(parts[i]) <= 255;
      bits = good ? bits << 8 | Integer.parseInt(parts[i]) : 0;
    }
    if (!good) {
      throw new IllegalArgumentException("not an IP address: " + text);
    }
    return v4(bits);
  }

  private static long bigEndian(byte[] bytes, int from, int length) {
    long bits = 0;
    for (int i = from; i < from + length; i++) {
      bits = bits << 8 | (bytes[i] & 0xff);
    }
    return bits;
  }

  /** The 4 or 16 bytes, in network order. */
  public byte[] toBytes() {
    byte[] bytes = new byte[version == 4 ? 4 : 16];
    for (int i = 0; i < bytes.length; i++) {
      int fromRight = bytes.length - 1 - i;
      bytes[i] = (byte) (fromRight < 8 ? low >>> (8 * fromRight) : high >>> (8 * (fromRight - 8)));
    }
    return bytes;
  }

  /** IPv4 before IPv6, then by the bits as unsigned numbers. */
  @Override
  public int compareTo(IpAddress other) {
    if (version != other.version) {
      return Integer.compare(version, other.version);
    }
    int upper = Long.compareUnsigned(high, other.high);
    return upper != 0 ? upper : Long.compareUnsigned(low, other.low);
  }

  /** As {@code inet_ntop} has it: dotted decimal, or the form of RFC 5952. */
  @Override
  public String toString() {
    return version == 4 ? dotted(low) : canonicalV6();
  }

  private static String dotted(long bits) {
    StringBuilder text = new StringBuilder(15);
    for (int shift = 24; shift >= 0; shift -= 8) {
      text.append(bits >> shift & 255);
      if (shift > 0) {
        text.append('.');
      }
    }
    return text.toString();
  }

  private String canonicalV6() {
    if (high == 0 && low >>> 32 == 0xffff) {
      return "::ffff:" + dotted(low & 0xffff_ffffL);
    }
    if (high == 0 && low >>> 32 == 0 && low >>> 16 != 0) {
      // What RFC 4291 calls IPv4-compatible; shorter ones, such as ::1, are none.
      return "::" + dotted(low);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (int) ((i < 4 ? high : low) >>> (48 - 16 * (i % 4)) & 0xffff);
    }
    // The longest run of at least two zero groups becomes "::", the first of equals.
    int runStart = -1;
    int runLength = 1;
    for (int i = 0; i < 8; i++) {
      int j = i;
      while (j < 8 && groups[j] == 0) {
        j++;
      }
      if (j - i > runLength) {
        runStart = i;
        runLength = j - i;
      }
      i = Math.max(i, j - 1);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == runStart) {
        text.append("::");
        i += runLength - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
