package io.entroprint.cli;

import io.entroprint.fingerprint.FingerprintLibrary;
import io.entroprint.stream.Transport;
import io.entroprint.train.Answer;
import io.entroprint.train.Evaluation;
import io.entroprint.train.LabelledStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entroprint evaluate}: how often verdicts on labelled captures are right. */
@CommandLine.Command(
    name = "evaluate",
    description =
        "Measures how good verdicts are on labelled captures, leaving out capture families.%n")
final class EvaluateCommand implements Command {

  @Option(
      names = "--library",
      paramLabel = "LIBRARY",
      description = "Ask this one, which must not know the captures.")
  private Path path;

  @Option(
      names = "--proto",
      paramLabel = "PROTO",
      split = ",",
      defaultValue = "tcp",
      description = "Some of tcp, udp (default: ${DEFAULT-VALUE}).")
  private Set<Transport> transports;

  @Option(
      names = "--per-label",
      description = "Print the scores of each label, and what it is mistaken for.")
  private boolean perLabel;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write the verdicts and the labels they answer to DIR.")
  private Path output;

  @Option(names = "--force", description = "With --output: the verdicts that answer every stream.")
  private boolean force;

  @Mixin private LabelledOptions labelled;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    FingerprintLibrary library = path == null ? null : FingerprintLibrary.read(path);
    LabelledInput input = labelled.read(terminal);
    List<Answer> all = new ArrayList<>();
    for (Transport transport : transports) {
      List<Answer> answers = answers(input, transport, library, terminal);
      all.addAll(answers);
      StringBuilder out = new StringBuilder();
      ScoreReport.print(out, transport, answers, perLabel);
      terminal.out().write(out.toString().getBytes(StandardCharsets.UTF_8));
    }
    if (output != null) {
      AnswerFiles.write(output, all, force);
    }
    return input.hadProblems() ? 1 : 0;
  }

  private static List<Answer> answers(
      LabelledInput input, Transport transport, FingerprintLibrary library, Terminal terminal)
      throws IOException {
    List<LabelledStream> streams = input.streams();
    try {
      return Phase.run(
          terminal,
          "evaluating " + transport,
          () ->
              library == null
                  ? Evaluation.leaveFamiliesOut(streams, transport, input.training())
                  : Evaluation.against(library, streams, transport, input.training()));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
