package io.entroprint.cli.train;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Counted;
import io.entroprint.cli.base.Phase;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.LibraryOutput;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.train.Trainer;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code entroprint train}: labelled captures in, a fingerprint library out. */
@CommandLine.Command(
    name = "train",
    description = "Makes a fingerprint library of labelled captures.")
public final class TrainCommand implements Command {

  @Mixin private LabelledOptions labelled;
  @Mixin private LibraryOutput output;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    output.check();
    LabelledInput input = labelled.read(terminal);
    Trainer.Training training = train(input, terminal);
    FingerprintLibrary library = output.describe(training.library().toBuilder()).build();
    StringBuilder out = new StringBuilder(output.write(library));
    print(training, library, out);
    input.leftOut().addAll(training.report().leftOut()).print(out);
    LeftOut.printLabelsOfOneFamily(input.streams(), out);
    terminal.print(out);
    return input.hadProblems() ? 1 : 0;
  }

  private Trainer.Training train(LabelledInput input, Terminal terminal) throws IOException {
    try {
      return Phase.run(
          terminal,
          "training",
          () ->
              Trainer.train(
                  input.streams(),
                  output.name(),
                  output.version(),
                  output.created(),
                  input.training()));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void print(
      Trainer.Training training, FingerprintLibrary library, StringBuilder out) {
    out.append(Counted.of(library.fingerprints().size(), "fingerprint")).append(" of ");
    out.append(Counted.of(library.labels().size(), "label")).append(", made of ");
    out.append(Counted.of(training.report().streams(), "stream")).append('\n');
    for (String line : training.report().lines()) {
      out.append(line).append('\n');
    }
    out.append("sha256 ").append(library.sha256()).append('\n');
  }
}
