package io.entroprint.cli;

import io.entroprint.fingerprint.FingerprintLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;

/** {@code entroprint library show}: what a library says of itself. */
final class LibraryShowCommand implements Command {

  @Override
  public String summary() {
    return "Shows a library's name, version, digest, calibration and evaluation.";
  }

  @Override
  public Options options() {
    return LibraryChoice.option(new Options());
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    FingerprintLibrary library = LibraryChoice.of(arguments);
    int streams = library.fingerprints().stream().mapToInt(f -> f.streams()).sum();
    StringBuilder out = new StringBuilder();
    line(out, "name", library.name());
    line(out, "version", library.version());
    line(out, "created", library.created().toString());
    line(out, "tool", library.toolVersion());
    line(out, "definition", library.definition().id());
    line(out, "labels", Integer.toString(library.labels().size()));
    line(out, "fingerprints", Integer.toString(library.fingerprints().size()));
    line(out, "streams", Integer.toString(streams));
    line(out, "sha256", library.sha256());
    numbers(out, "calibration ", library.calibration());
    numbers(out, "evaluation ", library.evaluation());
    terminal.out().write(out.toString().getBytes(StandardCharsets.UTF_8));
    return 0;
  }

  private static void numbers(StringBuilder out, String prefix, SortedMap<String, Double> numbers) {
    for (Map.Entry<String, Double> entry : numbers.entrySet()) {
      StringBuilder value = new StringBuilder();
      Decimal.append(value, entry.getValue(), 6, true);
      line(out, prefix + entry.getKey(), value.toString());
    }
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(name).append(": ").append(value).append('\n');
  }
}
