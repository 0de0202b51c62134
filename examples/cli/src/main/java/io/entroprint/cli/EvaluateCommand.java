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
import java.util.Locale;
import java.util.Optional;

/** {@code entroprint evaluate}: how often verdicts on labelled captures are right. */
final class EvaluateCommand implements Command {

  @Override
  public String summary() {
    return "Measures how good verdicts are on labelled captures, leaving out capture families.";
  }

  @Override
  public Options options() {
    return LabelledInput.options(
        new Options()
            .value("--library", "LIBRARY", "ask this one, which must not know the captures")
            .value("--proto", "LIST", "tcp (default), udp, or both: tcp,udp")
            .flag("--per-label", "print the scores of each label, and what it is mistaken for")
            .value("--output", "-o", "DIR", "write the verdicts and the labels they answer to DIR")
            .flag("--force", "with --output: the verdicts that answer every stream"));
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    List<Transport> transports = transports(arguments.value("--proto").orElse("tcp"));
    Optional<Path> output = arguments.path("--output");
    Optional<Path> path = arguments.path("--library");
    FingerprintLibrary library = path.isEmpty() ? null : FingerprintLibrary.read(path.get());
    LabelledInput input = LabelledInput.read(arguments, terminal);
    List<Answer> all = new ArrayList<>();
    for (Transport transport : transports) {
      List<Answer> answers = answers(input, transport, library, terminal);
      all.addAll(answers);
      StringBuilder out = new StringBuilder();
      ScoreReport.print(out, transport, answers, arguments.has("--per-label"));
      terminal.out().write(out.toString().getBytes(StandardCharsets.UTF_8));
    }
    if (output.isPresent()) {
      AnswerFiles.write(output.get(), all, arguments.has("--force"));
    }
    return input.hadProblems() ? 1 : 0;
  }

  private static List<Transport> transports(String list) throws UsageException {
    List<Transport> transports = new ArrayList<>();
    for (String name : list.split(",", -1)) {
      switch (name.toLowerCase(Locale.ROOT)) {
        case "tcp" -> transports.add(Transport.TCP);
        case "udp" -> transports.add(Transport.UDP);
        default -> throw new UsageException("--proto knows tcp and udp, not '" + name + "'");
      }
    }
    return transports;
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
