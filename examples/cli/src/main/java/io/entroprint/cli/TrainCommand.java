package io.entroprint.cli;

import io.entroprint.fingerprint.FingerprintLibrary;
import io.entroprint.train.Trainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** {@code entroprint train}: labelled captures in, a fingerprint library out. */
final class TrainCommand implements Command {

  @Override
  public String summary() {
    return "Makes a fingerprint library of labelled captures.";
  }

  @Override
  public Options options() {
    return LabelledInput.options(
        new Options()
            .value("--output", "-o", "LIBRARY", "where to write it")
            .flag("--directory", "write a directory with one file a label, not one file")
            .value("--name", "NAME", "the library's name (default: custom)")
            .value("--version", "X.Y.Z", "the library's version (default: 1.0.0)")
            .value("--created", "DATE", "the day it is dated with (default: today)"));
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    Path output = Arguments.toPath(arguments.required("--output"));
    LocalDate created = created(arguments);
    LabelledInput input = LabelledInput.read(arguments, terminal);
    Trainer.Training training = train(arguments, created, input, terminal);
    FingerprintLibrary library =
        training.library().toBuilder().toolVersion("entroprint " + Version.text()).build();
    if (arguments.has("--directory")) {
      library.writeDirectory(output);
    } else {
      library.write(output);
    }
    print(training, library, output, terminal);
    return input.hadProblems() ? 1 : 0;
  }

  private static Trainer.Training train(
      Arguments arguments, LocalDate created, LabelledInput input, Terminal terminal)
      throws IOException {
    String name = arguments.value("--name").orElse("custom");
    String version = arguments.value("--version").orElse("1.0.0");
    try {
      return Phase.run(
          terminal,
          "training",
          () -> Trainer.train(input.streams(), name, version, created, input.training()));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static LocalDate created(Arguments arguments) throws UsageException {
    String text = arguments.value("--created").orElse("");
    try {
      return text.isEmpty() ? LocalDate.now(ZoneOffset.UTC) : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new UsageException("--created must be a day such as 2026-11-21, not '" + text + "'");
    }
  }

  private static void print(
      Trainer.Training training, FingerprintLibrary library, Path output, Terminal terminal)
      throws IOException {
    StringBuilder out = new StringBuilder();
    out.append("wrote ").append(library.id()).append(" to ").append(output).append('\n');
    out.append(library.fingerprints().size()).append(" fingerprints of ");
    out.append(library.labels().size()).append(" labels, made of ");
    out.append(training.report().streams()).append(" streams\n");
    for (String line : training.report().lines()) {
      out.append(line).append('\n');
    }
    out.append("sha256 ").append(library.sha256()).append('\n');
    terminal.out().write(out.toString().getBytes(StandardCharsets.UTF_8));
  }
}
