package io.entroprint.cli.library;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.text.DecimalText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code entroprint library show}: what a library says of itself. */
@CommandLine.Command(
    name = "show",
    description =
        "Shows what a library is: name, version, day, digest, what it holds, and how good it was.")
final class LibraryShowCommand implements Command {

  @Parameters(
      paramLabel = "LIBRARY",
      arity = "0..1",
      defaultValue = "bundled",
      description = "A file, a directory, or 'bundled' (default).")
  private Path path;

  @Option(
      names = "--calibration",
      description = "Show also the numbers behind confidences and decisions, some thousands.")
  private boolean calibration;

  @Override
  public int run(Terminal terminal) throws IOException {
    FingerprintLibrary shown = LibraryChoice.read(path);
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
    numbers(out, "evaluation ", shown.evaluation());
    if (calibration) {
      numbers(out, "calibration ", shown.calibration());
    } else {
      int count = shown.calibration().size();
      line(out, "calibration", count + " numbers, which --calibration shows");
    }
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
