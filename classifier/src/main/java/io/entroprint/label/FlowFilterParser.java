package io.entroprint.label;

import io.entroprint.label.FlowFilter.SyntaxException;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Recursive descent over the words of a {@link FlowFilter}. */
final class FlowFilterParser {
  /** Each level takes some of the calling thread's stack. */
  private static final int DEEPEST = 100;

  private static final int MOST_WORDS = 4096;

  private static final String PRIMARIES =
      "tcp, udp, src, dst, host, net, port, portrange, not or '('";

  /** A word and where it begins, in characters from 1. */
  private record Word(String text, int column) {
    boolean is(String one) {
      return text.equals(one);
    }
  }

  private final List<Word> words;
  private int at;
  private int depth;

  FlowFilterParser(String expression) {
    this.words = words(expression);
  }

  private static List<Word> words(String text) {
    List<Word> words = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = i + 1;
      if (c == '&' || c == '|') {
        end += end < text.length() && text.charAt(end) == c ? 1 : 0;
      } else if (!isPunctuation(c) && !Character.isWhitespace(c)) {
        while (end < text.length()
            && !isPunctuation(text.charAt(end))
            && !Character.isWhitespace(text.charAt(end))) {
          end++;
        }
      }
      if (words.size() == MOST_WORDS) {
        throw new SyntaxException(i + 1, "more than " + MOST_WORDS + " words");
      }
      if (!Character.isWhitespace(c)) {
        words.add(new Word(text.substring(i, end), i + 1));
      }
      i = end;
    }
    words.add(new Word("", text.stripTrailing().length() + 1));
    return words;
  }

  private static boolean isPunctuation(char c) {
    return c == '(' || c == ')' || c == '!' || c == '&' || c == '|';
  }

  Predicate<FlowKey> parse() {
    Predicate<FlowKey> all = expression();
    if (!next().text.isEmpty()) {
      throw unexpected(next(), "'and', 'or' or the end");
    }
    return all;
  }

  /** The word that was not yet taken; an empty one at the end. */
  private Word next() {
    return words.get(at);
  }

  private boolean take(String text) {
    boolean taken = next().is(text);
    at += taken ? 1 : 0;
    return taken;
  }

  private static SyntaxException unexpected(Word word, String expected) {
    return new SyntaxException(
        word.column,
        (word.text.isEmpty() ? "the expression ends" : "found '" + word.text + "'")
            + ", expected "
            + expected);
  }

  private Predicate<FlowKey> expression() {
    Predicate<FlowKey> left = factor();
    while (true) {
      if (take("and") || take("&&")) {
        left = left.and(factor());
      } else if (take("or") || take("||")) {
        left = left.or(factor());
      } else {
        return left;
      }
    }
  }

  private Predicate<FlowKey> factor() {
    if (++depth > DEEPEST) {
      throw new SyntaxException(next().column, "nested more than " + DEEPEST + " deep");
    }
    Predicate<FlowKey> factor;
    if (take("not") || take("!")) {
      factor = factor().negate();
    } else if (take("(")) {
      factor = expression();
      if (!take(")")) {
        throw unexpected(next(), "')'");
      }
    } else {
      factor = primary();
    }
    depth--;
    return factor;
  }

  private Predicate<FlowKey> primary() {
    Word first = next();
    if (take("tcp") || take("udp")) {
      Transport transport = first.is("tcp") ? Transport.TCP : Transport.UDP;
      Predicate<FlowKey> carried = key -> key.transport() == transport;
      Word second = next();
      boolean narrowed =
          second.is("src") || second.is("dst") || second.is("port") || second.is("portrange");
      return narrowed ? carried.and(endpoint()) : carried;
    }
    return endpoint();
  }

  private Predicate<FlowKey> endpoint() {
    boolean source = take("src");
    boolean destination = !source && take("dst");
    BiPredicate<IpAddress, Integer> side = side(source || destination);
    if (source) {
      return key -> side.test(key.client(), key.clientPort());
    }
    if (destination) {
      return key -> side.test(key.server(), key.serverPort());
    }
    return key ->
        side.test(key.client(), key.clientPort()) || side.test(key.server(), key.serverPort());
  }

  private BiPredicate<IpAddress, Integer> side(boolean directed) {
    if (take("host")) {
      IpAddress host = address(next(), next().text);
      at++;
      return (address, port) -> address.equals(host);
    }
    if (take("net")) {
      return net();
    }
    if (take("port")) {
      int wanted = port(next(), next().text);
      at++;
      return (address, port) -> port == wanted;
    }
    if (take("portrange")) {
      return portRange();
    }
    if (next().text.isEmpty() || directed) {
      throw unexpected(next(), directed ? "host, net, port or portrange" : PRIMARIES);
    }
    throw new SyntaxException(
        next().column, "unknown word '" + next().text + "', expected " + PRIMARIES);
  }

  private BiPredicate<IpAddress, Integer> net() {
    Word word = next();
    int slash = word.text.indexOf('/');
    if (slash < 0) {
      throw unexpected(word, "an address, a slash and a length, such as 192.0.2.0/24");
    }
    IpAddress net = address(word, word.text.substring(0, slash));
    int bits = net.version() == 4 ? 32 : 128;
    int length = number(word, word.text.substring(slash + 1), bits, "a length of 0 to " + bits);
    if (!masked(net, length).equals(net)) {
      throw new SyntaxException(
          word.column,
          "'" + word.text + "' has bits beyond its length, expected " + masked(net, length));
    }
    at++;
    return (address, port) ->
        address.version() == net.version() && masked(address, length).equals(net);
  }

  private static IpAddress masked(IpAddress address, int length) {
    if (address.version() == 4) {
      return IpAddress.v4((int) (address.low() & highest(32 + length)));
    }
    return IpAddress.v6(
        address.high() & highest(Math.min(length, 64)),
        address.low() & highest(Math.max(length - 64, 0)));
  }

  /** So many ones at the upper end of 64 bits. */
  private static long highest(int ones) {
    return ones == 0 ? 0 : -1L << (64 - ones);
  }

  private BiPredicate<IpAddress, Integer> portRange() {
    Word word = next();
    int dash = word.text.indexOf('-');
    if (dash < 0) {
      throw unexpected(word, "two ports, such as 6881-6889");
    }
    int first = port(word, word.text.substring(0, dash));
    int last = port(word, word.text.substring(dash + 1));
    if (first > last) {
      throw unexpected(word, "the lower port first");
    }
    at++;
    return (address, port) -> first <= port && port <= last;
  }

  private static IpAddress address(Word word, String text) {
    try {
      return IpAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw unexpected(word, "an IP address");
    }
  }

  private static int port(Word word, String text) {
    return number(word, text, 0xffff, "a port of 0 to 65535");
  }

  private static int number(Word word, String text, int most, String expected) {
    boolean digits = !text.isEmpty() && text.length() <= 5;
    for (int i = 0; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits || Integer.parseInt(text) > most) {
      throw unexpected(word, expected);
    }
    return Integer.parseInt(text);
  }
}
