package io.entroprint.cli.option;

import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.Transport;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Names a stream as a user does: by its Community ID, or by both ends as a table shows them, in
 * either order. Of streams that followed each other on the same ports it means all.
 */
public final class StreamId implements Predicate<FlowKey> {
  private static final Pattern COMMUNITY_ID = Pattern.compile("1:[A-Za-z0-9+/]{27}=");
  private static final Pattern ENDS =
      Pattern.compile(
          "\\s*(?:(?<proto>tcp|udp)\\s+)?(?<a>\\S+)(?:\\s*>\\s*|\\s+)(?<b>\\S+)\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern END =
      Pattern.compile("(?:\\[(?<six>[0-9A-Fa-f:.]+)\\]|(?<four>[0-9.]+)):(?<port>[0-9]{1,5})");

  private final String text;
  private final Predicate<FlowKey> test;

  private StreamId(String text, Predicate<FlowKey> test) {
    this.text = text;
    this.test = test;
  }

  @Override
  public boolean test(FlowKey key) {
    return test.test(key);
  }

  /** As it was given. */
  @Override
  public String toString() {
    return text;
  }

  /** One end of a stream. */
  private record End(IpAddress address, int port) {
    boolean isServerOf(FlowKey key) {
      return key.serverPort() == port && key.server().equals(address);
    }

    boolean isClientOf(FlowKey key) {
      return key.clientPort() == port && key.client().equals(address);
    }
  }

  /** Reads one. */
  public static final class Converter implements ITypeConverter<StreamId> {
    @Override
    public StreamId convert(String text) {
      if (COMMUNITY_ID.matcher(text).matches()) {
        return new StreamId(text, key -> key.communityId().equals(text));
      }
      Matcher ends = ENDS.matcher(text);
      if (!ends.matches()) {
        throw no(text);
      }
      End a = end(ends.group("a"), text);
      End b = end(ends.group("b"), text);
      Transport transport =
          ends.group("proto") == null
              ? null
              : Transport.valueOf(ends.group("proto").toUpperCase(Locale.ROOT));
      return new StreamId(
          text,
          key ->
              (transport == null || key.transport() == transport)
                  && ((a.isClientOf(key) && b.isServerOf(key))
                      || (b.isClientOf(key) && a.isServerOf(key))));
    }

    private static End end(String end, String text) {
      Matcher matcher = END.matcher(end);
      try {
        if (matcher.matches() && Integer.parseInt(matcher.group("port")) <= 65_535) {
          String six = matcher.group("six");
          return new End(
              IpAddress.parse(six == null ? matcher.group("four") : six),
              Integer.parseInt(matcher.group("port")));
        }
      } catch (IllegalArgumentException e) {
        throw no(text);
      }
      throw no(text);
    }

    private static TypeConversionException no(String text) {
      return new TypeConversionException(
          "must be a Community ID, or both ends such as 'tcp 192.0.2.1:50412 192.0.2.2:22', not '"
              + text
              + "'");
    }
  }
}
