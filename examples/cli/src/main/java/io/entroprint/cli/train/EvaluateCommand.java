package io.entroprint.cli.train;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Phase;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.LibraryChoice;
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

  @Mixin private LabelledOptions labelled;

  @Option(
      names = "--library",
      paramLabel = "LIBRARY",
      description =
          "Ask this fingerprint library, or 'bundled', which must not have been made of these"
              + " captures, instead of training one.")
  private Path path;

  @Option(
      names = "--leave-out",
      paramLabel = "UNIT",
      description =
          "Measure what ships: train a library of all parts but one, ask it about that one, and so"
              + " on. UNIT says what is never split: families, sessions or servers, dealt into"
              + " --parts, or collections, each --captures a part.")
  private Evaluation.Dealing dealing;

  @Option(
      names = "--parts",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "With --leave-out: deal the streams into so many parts (default: ${DEFAULT-VALUE}).")
  private int parts;

  @Option(
      names = "--proto",
      paramLabel = "PROTO",
      split = ",",
      defaultValue = "tcp",
      description = "Measure the streams of tcp, udp or both (default: ${DEFAULT-VALUE}).")
  private Set<Transport> transports;

  @Option(
      names = "--full",
      description =
          "Measure also the rejection of unknown protocols, the accuracy by bytes seen, and simpler methods.")
  private boolean full;

  @Option(
      names = "--per-label",
      description = "Print the scores of each label, and what it is mistaken for.")
  private boolean perLabel;

  @Option(
      names = "--json",
      description =
          "Print everything as one JSON object instead of tables, and what was read as another.")
  private boolean json;

  @Option(names = "--markdown", description = "Print the tables as Markdown.")
  private boolean markdown;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description =
          "Write all verdicts and the labels that they answer into this directory, and with"
              + " --library which software and settings that library knows.")
  private Path output;

  @Option(names = "--force", description = "With -o: write the verdicts that answer every stream.")
  private boolean force;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    if (json && markdown) {
      throw new UsageException("--json and --markdown cannot be given together");
    }
    if (path != null && dealing != null) {
      throw new UsageException("--library and --leave-out cannot be given together");
    }
    if (parts < 2) {
      throw new UsageException("--parts must be 2 or more, not " + parts);
    }
    FingerprintLibrary library = path == null ? null : LibraryChoice.read(path);
    LabelledInput input = labelled.read(terminal);
    List<Answer> answers = new ArrayList<>();
    List<EvaluationReport> reports = new ArrayList<>();
    for (Evaluation evaluation : evaluations(input, library, terminal)) {
      answers.addAll(evaluation.answers());
      reports.add(evaluation.report());
      if (!json) {
        StringBuilder out = new StringBuilder();
        if (evaluation.answers().isEmpty()) {
          out.append(evaluation.report().transport()).append(": no stream to ask about\n");
        } else {
          EvaluationTables.of(evaluation.report(), perLabel)
              .forEach(table -> table.print(out, markdown));
        }
        new LeftOut().addAll(evaluation.leftOut()).print(out);
        terminal.print(out);
        terminal.out().flush();
      }
    }
    if (!json) {
      StringBuilder out = new StringBuilder();
      input.leftOut().print(out);
      LeftOut.printLabelsOfOneFamily(input.streams(), out);
      terminal.print(out);
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

  private List<Evaluation> evaluations(
      LabelledInput input, FingerprintLibrary library, Terminal terminal) throws IOException {
    Evaluation.Extent extent = full ? Evaluation.Extent.FULL : Evaluation.Extent.QUICK;
    try {
      if (dealing != null) {
        return Phase.run(
            terminal,
            "evaluating",
            () ->
                Evaluation.leavePartsOut(
                    input.sets(), transports, input.training(), extent, dealing, parts));
      }
      List<Evaluation> evaluations = new ArrayList<>();
      for (Transport transport : transports) {
        evaluations.add(
            Phase.run(
                terminal,
                "evaluating " + transport,
                () ->
                    library == null
                        ? Evaluation.leaveFamiliesOut(
                            input.sets(), transport, input.training(), extent)
                        : Evaluation.against(
                            library, input.sets(), transport, input.training(), extent)));
      }
      return evaluations;
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
