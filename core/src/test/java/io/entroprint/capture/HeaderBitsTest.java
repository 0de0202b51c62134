package io.entroprint.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.packets.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/**
 * What each bit of each header decides: {@code header-bits.txt} says of every kind of frame and of
 * every tunnel what becomes of the segment inside if one bit is the other way round, if the packet
 * was cut, and if it was shorter on the wire. Who changes how a header is read sees there what
 * changes with it.
 *
 * <p>A letter for each bit of a byte, the highest first, in brackets; one for all eight where they
 * agree. A number behind a letter says how many bytes in a row are so.
 *
 * <ul>
 *   <li>{@code .} nothing changes;
 *   <li>{@code a} the addresses or ports are others, {@code t} the tags or tunnels;
 *   <li>{@code p} the payload is another one;
 *   <li>{@code o} it is the stream of the outside, {@code O} that of the outside of a known tunnel;
 *   <li>{@code m} malformed, {@code c} cut, {@code f} a piece of a packet, {@code e} encrypted,
 *       {@code n} without data, {@code u} another header that is not decoded.
 * </ul>
 */
class HeaderBitsTest {
  private static final Path TABLE = Path.of("src/test/resources/header-bits.txt");
  private static final String HELLO = "hello";

  private static final class Sample {
    private final String name;
    private final int linkType;
    private final byte[] bytes;

    Sample(String name, int linkType, byte[] bytes) {
      this.name = name;
      this.linkType = linkType;
      this.bytes = bytes;
    }
  }

  private static final Set<Tunnel> ENTERED = EnumSet.allOf(Tunnel.class);

  private static PacketDecoder decoder(Set<Tunnel> tunnels) {
    return new PacketDecoder(
        new DecoderSettings(tunnels, Map.of(), false), new FragmentTable(new Tally()));
  }

  private static List<Sample> samples() {
    List<Sample> all = new ArrayList<>();
    LinkTypesTest.frames()
        .map(Arguments::get)
        .forEach(s -> all.add(new Sample((String) s[0], (int) s[1], (byte[]) s[2])));
    TunnelsTest.overIp()
        .map(Arguments::get)
        .forEach(s -> all.add(new Sample(s[0] + " " + s[1], 101, (byte[]) s[2])));
    TunnelsTest.overUdp().map(Arguments::get).forEach(s -> addDatagrams(s, all));
    return all;
  }

  /** To the tunnel's port, from it, and where nobody knows which tunnel it is. */
  private static void addDatagrams(Object[] sample, List<Sample> all) {
    int port = (int) sample[1];
    for (int[] ports : new int[][] {{50_000, port}, {port, 50_000}, {50_000, 50_001}}) {
      byte[] datagram = Wire.udp(ports[0], ports[1], (byte[]) sample[3]);
      String name = sample[0] + " " + sample[2] + ", " + ports[0] + " to " + ports[1];
      all.add(new Sample(name, 101, Wire.ipv4("192.0.2.1", "192.0.2.2", 17, datagram)));
    }
  }

  /** What is found in a packet, as far as anybody is told. */
  private static List<Object> found(PacketDecoder decoder, int linkType, byte[] bytes, int wire) {
    Packet packet = new Packet();
    packet.set(0, linkType, bytes, 0, bytes.length, wire);
    int outcome = decoder.decode(packet);
    if (outcome != Layer.FOUND) {
      return List.of(outcome);
    }
    Cursor c = decoder.found;
    byte[] payload = Arrays.copyOfRange(c.array, c.at, Math.max(c.at, c.end));
    return List.of(
        c.tcp,
        c.recognised == null ? "" : c.recognised,
        List.of(c.sourceHigh, c.sourceLow, c.destinationHigh, c.destinationLow),
        List.of(c.sourcePort, c.destinationPort),
        c.encapsulation.describe(),
        List.of(Arrays.toString(payload), c.wireEnd - c.at));
  }

  private static char letter(List<Object> usual, List<Object> now) {
    if (now.equals(usual)) {
      return '.';
    }
    if (now.size() == 1) {
      int outcome = (int) now.get(0);
      if (outcome == Layer.FRAGMENT) {
        return 'f';
      }
      return switch (Layer.kind(outcome)) {
        case MALFORMED -> 'm';
        case CUT -> 'c';
        case ENCRYPTED -> 'e';
        case NO_DATA -> 'n';
        case PIECE -> 'f';
        default -> 'u';
      };
    }
    if (usual.size() == 1 || !now.get(0).equals(usual.get(0)) || !now.get(1).equals(usual.get(1))) {
      return now.get(1).equals("") ? 'o' : 'O';
    }
    if (!now.get(5).equals(usual.get(5))) {
      return 'p';
    }
    return now.get(4).equals(usual.get(4)) ? 'a' : 't';
  }

  private static String bits(Set<Tunnel> tunnels, Sample sample) {
    PacketDecoder decoder = decoder(tunnels);
    byte[] bytes = sample.bytes;
    List<Object> usual = found(decoder, sample.linkType, bytes, bytes.length);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < bytes.length - HELLO.length(); i++) {
      StringBuilder letters = new StringBuilder();
      for (int bit = 0x80; bit > 0; bit >>= 1) {
        bytes[i] ^= (byte) bit;
        letters.append(letter(usual, found(decoder, sample.linkType, bytes, bytes.length)));
        bytes[i] ^= (byte) bit;
      }
      boolean same = letters.chars().distinct().count() == 1;
      all.append(same ? letters.substring(0, 1) : "[" + letters + "]");
    }
    return all.toString();
  }

  private static String cuts(Sample sample, boolean onTheWire) {
    PacketDecoder decoder = decoder(ENTERED);
    byte[] bytes = sample.bytes;
    List<Object> usual = found(decoder, sample.linkType, bytes, bytes.length);
    StringBuilder all = new StringBuilder();
    for (int length = 0; length <= bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      int wire = onTheWire ? length : bytes.length;
      all.append(letter(usual, found(decoder, sample.linkType, cut, wire)));
    }
    byte[] padded = Arrays.copyOf(bytes, bytes.length + 3);
    all.append(letter(usual, found(decoder, sample.linkType, padded, padded.length)));
    return all.toString();
  }

  /** With the number of times in place of what is there four times and more. */
  private static String shortened(String letters) {
    // Never within brackets, which hold eight letters that are not all the same.
    Matcher runs = Pattern.compile("([a-zO.])\\1{3,}(?![a-zO.]*\\])").matcher(letters);
    return runs.replaceAll(run -> run.group(1) + run.group().length() + " ").strip();
  }

  private String table() {
    StringBuilder table = new StringBuilder();
    for (Sample sample : samples()) {
      table.append(sample.name).append('\n');
      String bits = bits(ENTERED, sample);
      table.append("  bits    ").append(shortened(bits)).append('\n');
      String outside = bits(Tunnel.DEFAULT, sample);
      if (!outside.equals(bits)) {
        table.append("  default ").append(shortened(outside)).append('\n');
      }
      table.append("  cut     ").append(shortened(cuts(sample, false))).append('\n');
      table.append("  shorter ").append(shortened(cuts(sample, true))).append('\n');
    }
    return table.toString();
  }

  @Test
  void isAsTheTableSays() throws IOException {
    List<String> wanted;
    try (Stream<String> lines = Files.lines(TABLE)) {
      wanted = lines.filter(line -> !line.startsWith("#")).toList();
    }
    List<String> found = table().lines().toList();
    String sample = "";
    for (int i = 0; i < Math.min(wanted.size(), found.size()); i++) {
      sample = wanted.get(i).startsWith(" ") ? sample : wanted.get(i);
      assertEquals(wanted.get(i), found.get(i), sample);
    }
    assertEquals(wanted.size(), found.size());
  }

  /** Prints the table as it is now. */
  public static void main(String[] arguments) {
    System.out.print(new HeaderBitsTest().table());
  }
}
