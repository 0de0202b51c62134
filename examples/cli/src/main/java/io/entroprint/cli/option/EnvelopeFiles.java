package io.entroprint.cli.option;

import io.entroprint.entropy.ByteCounts;
import io.entroprint.envelope.NetEntropyConfiguration;
import io.entroprint.envelope.ProtoSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What files of envelopes say: protocol specifications, and net-entropy configurations that name
 * some.
 *
 * @param specs all specifications, in order
 * @param configurations all configurations, in order
 */
public record EnvelopeFiles(List<ProtoSpec> specs, List<NetEntropyConfiguration> configurations) {
  private static final int LOOKED_AT = 1 << 16;

  /** No key of a protocol specification is one of a configuration. */
  private static final Pattern OF_CONFIGURATION =
      Pattern.compile(
          "^\\s*(interface|runtimeuser|memorylimit|maxtracksize|pcapfilter|protospec)\\s*:",
          Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  /**
   * Reads files, each of either kind.
   *
   * @throws IOException if one is neither, or cannot be read: the file, the line, what was expected
   */
  public static EnvelopeFiles read(List<Path> files) throws IOException {
    List<ProtoSpec> specs = new ArrayList<>();
    List<NetEntropyConfiguration> configurations = new ArrayList<>();
    for (Path file : files) {
      if (isConfiguration(file)) {
        NetEntropyConfiguration configuration = NetEntropyConfiguration.read(file);
        configurations.add(configuration);
        specs.addAll(configuration.readProtoSpecs());
      } else {
        specs.add(ProtoSpec.read(file));
      }
    }
    if (specs.isEmpty() && !files.isEmpty()) {
      throw new IOException(files.get(0) + ": names no protocol specification");
    }
    return new EnvelopeFiles(specs, configurations);
  }

  private static boolean isConfiguration(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(LOOKED_AT);
      return OF_CONFIGURATION.matcher(new String(start, StandardCharsets.ISO_8859_1)).find();
    }
  }

  public int maxTrackSize() {
    return configurations.stream()
        .flatMapToInt(c -> c.maxTrackSize().stream())
        .findFirst()
        .orElse(ByteCounts.LIMIT);
  }

  public Optional<String> networkInterface() {
    return configurations.stream().flatMap(c -> c.networkInterface().stream()).findFirst();
  }

  public Optional<String> filter() {
    return configurations.stream().flatMap(c -> c.pcapFilter().stream()).findFirst();
  }

  public Optional<String> runtimeUser() {
    return configurations.stream().flatMap(c -> c.runtimeUser().stream()).findFirst();
  }
}
