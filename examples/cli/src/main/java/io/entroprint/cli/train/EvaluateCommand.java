package io.entroprint.cli.train;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Phase;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.evaluate.Evaluation;
import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.evaluate.EvaluationReport;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.stream.Transport;
import java.io.IOException;
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
        "Measures how good verdicts are on labelled captures, leaving out capture families.")
public final class EvaluateCommand implements Command {

  @Option(
      names = "--library",
      paramLabel = "LIBRARY",
      description = "Ask this one, which must not know the captures.")
  private Path path;

  @Option(
      names = "--halves",
      paramLabel = "UNIT",
      description =
          "Measure what ships: train a library of one half, ask it about the other, and the other"
              + " way round; UNIT is never split: families, sessions or servers.")
  private Evaluation.Dealing dealing;

  @Option(
      names = "--proto",
      paramLabel = "PROTO",
      split = ",",
      defaultValue = "tcp",
      description = "Some of tcp, udp (default: ${DEFAULT-VALUE}).")
  private Set<Transport> transports;

  @Option(
      names = "--full",
      description = "Measure rejection, accuracy by bytes seen and baselines, too.")
  private boolean full;

  @Option(
      names = "--per-label",
      description = "Print the scores of each label, and what it is mistaken for.")
  private boolean perLabel;

  @Option(
      names = "--json",
      description = "Print everything as one JSON object, and what was read as another.")
  private boolean json;

  @Option(names = "--markdown", description = "Print Markdown tables.")
  private boolean markdown;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description =
          "Write the verdicts and the labels they answer to DIR, and which software and settings a"
              + " library knows that is asked.")
  private Path output;

  @Option(names = "--force", description = "With --output: the verdicts that answer every stream.")
  private boolean force;

  @Mixin private LabelledOptions labelled;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    if (json && markdown) {
      throw new UsageException("--json and --markdown cannot be given together");
    }
    if (path != null && dealing != null) {
      throw new UsageException("--library and --halves cannot be given together");
    }
    FingerprintLibrary library = path == null ? null : FingerprintLibrary.read(path);
    LabelledInput input = labelled.read(terminal);
    List<Answer> answers = new ArrayList<>();
    List<EvaluationReport> reports = new ArrayList<>();
    for (Transport transport : transports) {
      Evaluation evaluation = evaluation(input, transport, library, terminal);
      answers.addAll(evaluation.answers());
      reports.add(evaluation.report());
      if (!json) {
        StringBuilder out = new StringBuilder();
        EvaluationTables.of(evaluation.report(), perLabel)
            .forEach(table -> table.print(out, markdown));
        terminal.print(out);
        terminal.out().flush();
      }
    }
    if (json) {
      EvaluationJson.write(terminal.out(), reports);
      terminal.write(input.statistics().json());
    }
    if (output != null) {
      AnswerFiles.write(output, answers, force);
      if (library != null) {
        AnswerFiles.writeKnown(output, library);
      }
    }
    return input.hadProblems() ? 1 : 0;
  }

  private Evaluation evaluation(
      LabelledInput input, Transport transport, FingerprintLibrary library, Terminal terminal)
      throws IOException {
    Evaluation.Extent extent = full ? Evaluation.Extent.FULL : Evaluation.Extent.QUICK;
    try {
      return Phase.run(
          terminal,
          "evaluating " + transport,
          () -> {
            if (dealing != null) {
              return Evaluation.halves(input.sets(), transport, input.training(), extent, dealing);
            }
            return library == null
                ? Evaluation.leaveFamiliesOut(input.sets(), transport, input.training(), extent)
                : Evaluation.against(library, input.sets(), transport, input.training(), extent);
          });
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
