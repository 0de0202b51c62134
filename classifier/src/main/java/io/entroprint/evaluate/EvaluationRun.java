package io.entroprint.evaluate;

import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.evaluate.Evaluation.CaptureSet;
import io.entroprint.evaluate.EvaluationReport.Section;
import io.entroprint.fit.Selection;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.stream.Transport;
import io.entroprint.train.TrainingOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** One evaluation: chooses the streams, asks all that is to be asked once, and has it added up. */
final class EvaluationRun {
  private final List<CaptureSet> sets;
  private final Transport transport;
  private final TrainingOptions options;
  private final boolean full;

  /** What a library would be made of. */
  private final List<LabelledStream> labelled;

  /** The same of the other transport. */
  private final List<LabelledStream> ofOther;

  /** What is no protocol's, such as a bare file. */
  private final List<LabelledStream> bare;

  /** These, and what is no protocol's but has a nature, such as a bare file. */
  private final List<LabelledStream> streams;

  /** How many streams have no part in the scores, by reason. */
  private final Map<String, Integer> leftOut;

  EvaluationRun(
      List<CaptureSet> sets,
      Transport transport,
      TrainingOptions options,
      Evaluation.Extent extent) {
    this.sets = sets;
    this.transport = transport;
    this.options = options;
    full = extent == Evaluation.Extent.FULL;
    List<LabelledStream> all = sets.stream().flatMap(s -> s.streams().stream()).toList();
    List<LabelledStream> both =
        Selection.of(all, options.fewestBytes(), options.mostPerFamily()).streams();
    labelled = Selection.of(transport, both);
    leftOut =
        new LinkedHashMap<>(
            Selection.of(
                    Selection.of(transport, all), options.fewestBytes(), options.mostPerFamily())
                .leftOut());
    ofOther = Selection.of(transport.other(), both);
    bare = Selection.bare(transport, all, options.fewestBytes());
    streams = new ArrayList<>(labelled);
    for (LabelledStream stream : bare) {
      if (stream.truth().attributes().nature().isPresent()) {
        streams.add(stream);
      }
    }
  }

  Evaluation leaveFamiliesOut() throws IOException, InterruptedException {
    Map<String, Set<String>> families = new TreeMap<>();
    for (LabelledStream stream : labelled) {
      families
          .computeIfAbsent(stream.truth().label().orElseThrow().name(), l -> new HashSet<>())
          .add(stream.family());
    }
    List<StreamAnswers> all =
        ask(
            new FamilyFolds(transport, labelled, bare, ofOther, full, options),
            s -> families.get(s.truth().label().orElseThrow().name()).size() >= 2,
            full);
    leftOut("their label has one family only", all);
    Map<String, IdentityHashMap<LabelledStream, String>> baselines =
        full ? baselines(SectionTally.scored(all)) : Map.of();
    return addedUp("", all, new SectionTally(null, full, baselines, options.threads()));
  }

  Evaluation against(FingerprintLibrary library) throws InterruptedException {
    LibraryExam exam = new LibraryExam(library, options.threads());
    ClaimScoring claims = new ClaimScoring().knowFingerprints(library.fingerprints());
    return addedUp(
        library.id(),
        ask(exam, s -> true, true),
        new SectionTally(s -> claims, full, Map.of(), options.threads()));
  }

  Evaluation leaveOut(Parts parts) throws InterruptedException {
    List<StreamAnswers> all = ask(parts, parts::knows, true);
    leftOut("the others have nothing of their label", all);
    return addedUp(
        parts.others(), all, new SectionTally(parts::claims, full, Map.of(), options.threads()));
  }

  private List<StreamAnswers> ask(
      Examination examination, Predicate<LabelledStream> scored, boolean partly)
      throws InterruptedException {
    return examination.each(
        streams,
        (stream, examiner) -> {
          boolean counts = stream.truth().label().isPresent() && scored.test(stream);
          StreamAnswers answers =
              full
                  ? StreamAnswers.full(stream, counts, examiner)
                  : StreamAnswers.quick(stream, counts, examiner);
          return partly ? answers.andPartly(examiner) : answers;
        });
  }

  private Map<String, IdentityHashMap<LabelledStream, String>> baselines(List<Answer> answers)
      throws IOException, InterruptedException {
    IdentityHashMap<LabelledStream, PayloadPrefix> openings =
        PayloadPrefixes.read(sets, transport, options.threads());
    List<LabelledStream> asked = answers.stream().map(Answer::stream).toList();
    Map<String, IdentityHashMap<LabelledStream, String>> baselines = new LinkedHashMap<>();
    new Baselines(labelled, openings, options.threads())
        .answers(asked)
        .forEach(
            (name, said) -> {
              IdentityHashMap<LabelledStream, String> byStream = new IdentityHashMap<>();
              for (int i = 0; i < asked.size(); i++) {
                byStream.put(asked.get(i), said.get(i));
              }
              baselines.put(name, byStream);
            });
    return baselines;
  }

  private Evaluation addedUp(String library, List<StreamAnswers> all, SectionTally sections)
      throws InterruptedException {
    List<Section> added = new ArrayList<>();
    added.add(sections.of(EvaluationReport.ALL, all));
    if (sets.size() > 1) {
      for (CaptureSet set : sets) {
        Set<LabelledStream> ofSet = Collections.newSetFromMap(new IdentityHashMap<>());
        ofSet.addAll(set.streams());
        added.add(
            sections.of(set.name(), all.stream().filter(a -> ofSet.contains(a.stream())).toList()));
      }
    }
    return new Evaluation(
        new EvaluationReport(library, transport, List.copyOf(added)),
        SectionTally.scored(all),
        leftOut);
  }

  private void leftOut(String reason, List<StreamAnswers> all) {
    int unscored = labelled.size() - SectionTally.scored(all).size();
    if (unscored > 0) {
      leftOut.put(reason, unscored);
    }
  }
}
