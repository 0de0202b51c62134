package io.entroprint.session;

import io.entroprint.stream.IpAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of FTP that name the endpoint of a data channel (RFC 959, RFC 2428). */
final class FtpReplies {
  private static final Pattern SIX_NUMBERS =
      Pattern.compile("(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3})");
  private static final Pattern EXTENDED_PASSIVE =
      Pattern.compile("\\(([!-~])\\1\\1(\\d{1,5})\\1\\)");
  private static final Pattern EXTENDED_PORT =
      Pattern.compile("([!-~])([12])\\1([0-9a-fA-F:.]{2,45})\\1(\\d{1,5})\\1\\s*");

  private FtpReplies() {}

  /** Where a data channel goes. */
  record Endpoint(IpAddress address, int port) implements Comparable<Endpoint> {
    @Override
    public int compareTo(Endpoint other) {
      int order = address.compareTo(other.address);
      return order != 0 ? order : Integer.compare(port, other.port);
    }
  }

  /** The endpoint of a {@code 227} reply, or of the argument of {@code PORT}. */
  static Optional<Endpoint> sixNumbers(String text) {
    Matcher matcher = SIX_NUMBERS.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    int[] numbers = new int[6];
    for (int i = 0; i < 6; i++) {
      numbers[i] = Integer.parseInt(matcher.group(i + 1));
      if (numbers[i] > 255) {
        return Optional.empty();
      }
    }
    int bits = numbers[0] << 24 | numbers[1] << 16 | numbers[2] << 8 | numbers[3];
    return endpoint(IpAddress.v4(bits), numbers[4] << 8 | numbers[5]);
  }

  /** The endpoint of a {@code 229} reply, which names only the port. */
  static Optional<Endpoint> extendedPassive(String text, IpAddress server) {
    Matcher matcher = EXTENDED_PASSIVE.matcher(text);
    return matcher.find() ? endpoint(server, Integer.parseInt(matcher.group(2))) : Optional.empty();
  }

  /** The endpoint of the argument of {@code EPRT}. */
  static Optional<Endpoint> extendedPort(String text) {
    Matcher matcher = EXTENDED_PORT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      IpAddress address = IpAddress.parse(matcher.group(3));
      boolean version = address.version() == (matcher.group(2).equals("1") ? 4 : 6);
      return version ? endpoint(address, Integer.parseInt(matcher.group(4))) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Endpoint> endpoint(IpAddress address, int port) {
    return port >= 1 && port <= 0xffff
        ? Optional.of(new Endpoint(address, port))
        : Optional.empty();
  }
}
