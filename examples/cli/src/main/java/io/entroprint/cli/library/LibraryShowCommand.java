package io.entroprint.cli.library;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.text.DecimalText;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import picocli.CommandLine;

/** {@code entroprint library show}: what a library says of itself. */
@CommandLine.Command(
    name = "show",
    description = "Shows a library's name, version, digest, calibration and evaluation.")
final class LibraryShowCommand implements Command {

  @CommandLine.Mixin private LibraryChoice library;

  @Override
  public int run(Terminal terminal) throws IOException {
    FingerprintLibrary shown = library.read();
    int streams = shown.fingerprints().stream().mapToInt(f -> f.streams()).sum();
    StringBuilder out = new StringBuilder();
    line(out, "name", shown.name());
    line(out, "version", shown.version());
    line(out, "created", shown.created().toString());
    line(out, "tool", shown.toolVersion());
    line(out, "definition", shown.definition().id());
    line(out, "labels", Integer.toString(shown.labels().size()));
    line(out, "fingerprints", Integer.toString(shown.fingerprints().size()));
    line(out, "streams", Integer.toString(streams));
    line(out, "sha256", shown.sha256());
    numbers(out, "calibration ", shown.calibration());
    numbers(out, "evaluation ", shown.evaluation());
    terminal.print(out);
    return 0;
  }

  private static void numbers(StringBuilder out, String prefix, SortedMap<String, Double> numbers) {
    for (Map.Entry<String, Double> entry : numbers.entrySet()) {
      line(out, prefix + entry.getKey(), DecimalText.ofShort(entry.getValue(), 6));
    }
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(name).append(": ").append(value).append('\n');
  }
}
