package io.entroprint.envelope;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * net-entropy's configuration file.
 *
 * <p>Lines {@code key: value} as in a {@link ProtoSpec}, whose paths are taken relative to the
 * configuration's directory. {@code MemoryLimit} and {@code MaxTrackSize} are bytes, or end in
 * {@code K}, {@code M} or {@code G} (powers of 1024).
 *
 * @param networkInterface {@code Interface}: where packets are captured
 * @param runtimeUser {@code RuntimeUser}: who the program becomes once it has opened that
 * @param memoryLimit {@code MemoryLimit}: the most memory it may use, in bytes
 * @param maxTrackSize {@code MaxTrackSize}: how many bytes of a connection are watched
 * @param pcapFilter {@code PcapFilter}: which packets are captured
 * @param protoSpecs {@code ProtoSpec}: the envelope files, in order
 */
public record NetEntropyConfiguration(
    Optional<String> networkInterface,
    Optional<String> runtimeUser,
    OptionalLong memoryLimit,
    OptionalInt maxTrackSize,
    Optional<String> pcapFilter,
    List<Path> protoSpecs) {

  private static final String KNOWN =
      "Interface, RuntimeUser, MemoryLimit, MaxTrackSize, PcapFilter and ProtoSpec";
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*([KMGkmg]?)[Bb]?");

  /** Copies the list. */
  public NetEntropyConfiguration {
    protoSpecs = List.copyOf(protoSpecs);
  }

  /**
   * Reads a file; not yet the envelopes that it names.
   *
   * @throws IOException if it is no configuration; names file and line
   * @throws IOException if it cannot be read
   */
  public static NetEntropyConfiguration read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file);
    }
  }

  private static NetEntropyConfiguration read(InputStream in, Path file) throws IOException {
    Optional<String> networkInterface = Optional.empty();
    Optional<String> runtimeUser = Optional.empty();
    OptionalLong memoryLimit = OptionalLong.empty();
    OptionalInt maxTrackSize = OptionalInt.empty();
    Optional<String> pcapFilter = Optional.empty();
    List<Path> protoSpecs = new ArrayList<>();
    KeyedLines lines = new KeyedLines(in, file.toString());
    while (lines.next()) {
      switch (lines.lowerCaseKey()) {
        case "interface" -> networkInterface = Optional.of(lines.once());
        case "runtimeuser" -> runtimeUser = Optional.of(lines.once());
        case "memorylimit" -> memoryLimit = OptionalLong.of(size(lines, Long.MAX_VALUE));
        case "maxtracksize" -> maxTrackSize = OptionalInt.of((int) size(lines, Integer.MAX_VALUE));
        case "pcapfilter" -> pcapFilter = Optional.of(lines.once());
        case "protospec" -> protoSpecs.add(path(lines, file));
        default -> throw lines.unknownKey(KNOWN);
      }
    }
    return new NetEntropyConfiguration(
        networkInterface, runtimeUser, memoryLimit, maxTrackSize, pcapFilter, protoSpecs);
  }

  /**
   * Reads the envelopes.
   *
   * @throws IOException if one is no protocol specification; names file and line
   * @throws IOException if one cannot be read
   */
  public List<ProtoSpec> readProtoSpecs() throws IOException {
    List<ProtoSpec> specs = new ArrayList<>();
    for (Path path : protoSpecs) {
      specs.add(ProtoSpec.read(path));
    }
    return specs;
  }

  private static long size(KeyedLines lines, long most) throws EnvelopeFormatException {
    Matcher matcher = SIZE.matcher(lines.once());
    if (matcher.matches()) {
      int shift = 10 * " kmg".indexOf(matcher.group(2).isEmpty() ? " " : lower(matcher.group(2)));
      long size = Long.parseLong(matcher.group(1)) << shift;
      if (size >= 1 && size <= most) {
        return size;
      }
    }
    throw lines.expected("a size in bytes, such as 65536 or 64K");
  }

  private static String lower(String letter) {
    return letter.toLowerCase(Locale.ROOT);
  }

  private static Path path(KeyedLines lines, Path file) throws EnvelopeFormatException {
    try {
      return file.resolveSibling(lines.text());
    } catch (InvalidPathException e) {
      throw lines.expected("a path");
    }
  }
}
