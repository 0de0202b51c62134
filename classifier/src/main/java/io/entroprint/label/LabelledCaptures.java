package io.entroprint.label;

import io.entroprint.capture.FlowCounters;
import io.entroprint.concurrent.OrderedPool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labelled streams of a directory of captures, measured. Immutable and thread-safe.
 *
 * <p>The label of a single stream is matched to the stream of its capture, transport and two
 * endpoints (in either order) that began nearest to the labelled start, within two seconds, or that
 * is the only one of its capture where no start is given; a rule holds for every stream that its
 * filter passes. A stream that is given different labels gets none of them. That, a label or a rule
 * without a stream, a capture that is missing and a capture that is broken are problems, reported
 * one a line; the others go on.
 */
public final class LabelledCaptures {
  private final List<LabelledStream> streams;
  private final int unlabelled;
  private final int contested;
  private final List<String> problems;
  private final List<FlowCounters> counters;

  private LabelledCaptures(
      List<LabelledStream> streams,
      int unlabelled,
      int contested,
      List<String> problems,
      List<FlowCounters> counters) {
    this.streams = List.copyOf(streams);
    this.unlabelled = unlabelled;
    this.contested = contested;
    this.problems = List.copyOf(problems);
    this.counters = List.copyOf(counters);
  }

  /**
   * The streams that have a label: first by capture, in the order in which the labels name them and
   * then those that no label names, by path; then in the order in which they began.
   */
  public List<LabelledStream> streams() {
    return streams;
  }

  /** How many streams of the captures nothing was said of. */
  public int unlabelled() {
    return unlabelled;
  }

  /** How many streams were left out because they were given different labels. */
  public int contested() {
    return contested;
  }

  /**
   * What was wrong, one line each: with the files of labels, with the captures, then streams with
   * different labels, labels that may mean several streams, and labels without a stream. Of each
   * kind at most a hundred are listed.
   */
  public List<String> problems() {
    return problems;
  }

  /** What the flow tables saw and left out; one for each capture, or for all read as one. */
  public List<FlowCounters> counters() {
    return counters;
  }

  /**
   * Reads the captures that the labels name, and all others of the directory if a label may be in
   * any.
   *
   * @param labels whose captures are relative to {@code directory}
   * @param directory the captures
   * @param origins where they come from, for the provenance
   * @param threads how many captures are read at a time, at least 1; the result does not depend on
   *     it. They end before this returns.
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public static LabelledCaptures read(
      LabelSource labels, Path directory, CaptureOrigins origins, int threads)
      throws InterruptedException {
    LabelMatcher matcher = new LabelMatcher(labels);
    List<String> problems = new ArrayList<>(labels.problems());
    Map<String, String> captures = matcher.captures(directory, problems);
    List<OneCapture> all =
        OrderedPool.map(
            List.copyOf(captures.entrySet()),
            threads,
            capture ->
                OneCapture.read(directory, capture.getKey(), capture.getValue(), origins, matcher));
    return collected(labels, all, directory, problems);
  }

  /**
   * Reads all captures of a directory as one, in the order of their packets' times: for captures of
   * one place that were cut into files. A stream that goes on in the next file is one stream, and
   * one of the capture that its first packet is in.
   *
   * @param labels whose captures are relative to {@code directory}
   * @param directory the captures
   * @param origins where they come from, for the provenance
   */
  public static LabelledCaptures readJoined(
      LabelSource labels, Path directory, CaptureOrigins origins) {
    LabelMatcher matcher = new LabelMatcher(labels);
    List<String> problems = new ArrayList<>(labels.problems());
    Map<String, String> captures = matcher.captures(directory, problems);
    try {
      CapturesBelow.of(directory).forEach(found -> captures.putIfAbsent(found, directory + ""));
    } catch (IOException e) {
      problems.add(e.getMessage());
    }
    List<OneCapture> all = OneCapture.readJoined(directory, captures, origins, matcher);
    return collected(labels, all, directory, problems);
  }

  private static LabelledCaptures collected(
      LabelSource labels, List<OneCapture> all, Path directory, List<String> problems) {
    List<LabelledStream> streams = new ArrayList<>();
    Problems ofCaptures = new Problems("problems with captures");
    Problems ofStreams = new Problems("streams with different labels");
    Problems ofLabels = new Problems("labels that may mean several streams");
    int unlabelled = 0;
    int contested = 0;
    BitSet flows = new BitSet();
    BitSet rules = new BitSet();
    for (OneCapture capture : all) {
      streams.addAll(capture.streams());
      capture.problems().forEach(ofCaptures::add);
      capture.match().contested().forEach(ofStreams::add);
      capture.match().ambiguous().forEach(ofLabels::add);
      unlabelled += capture.match().unlabelled();
      contested += capture.match().contested().size();
      flows.or(capture.match().flows());
      rules.or(capture.match().rules());
    }
    problems.addAll(ofCaptures.lines());
    problems.addAll(ofStreams.lines());
    problems.addAll(ofLabels.lines());
    problems.addAll(unmatched(labels, flows, rules, directory));
    List<FlowCounters> counters = all.stream().flatMap(one -> one.counters().stream()).toList();
    return new LabelledCaptures(streams, unlabelled, contested, problems, counters);
  }

  private static List<String> unmatched(
      LabelSource labels, BitSet flows, BitSet rules, Path directory) {
    Problems problems = new Problems("labels without a stream");
    for (int i = flows.nextClearBit(0); i < labels.flows().size(); i = flows.nextClearBit(i + 1)) {
      FlowLabel flow = labels.flows().get(i);
      problems.add(
          flow.place() + ": no stream " + flow.key() + " in " + where(directory, flow.capture()));
    }
    for (int i = rules.nextClearBit(0); i < labels.rules().size(); i = rules.nextClearBit(i + 1)) {
      LabelRule rule = labels.rules().get(i);
      String filter = rule.filter().toString();
      problems.add(
          rule.place()
              + ": no stream "
              + (filter.isEmpty() ? "" : "that is '" + filter + "' ")
              + "in "
              + where(directory, rule.capture()));
    }
    return problems.lines();
  }

  private static Path where(Path directory, Optional<String> capture) {
    return capture.map(directory::resolve).orElse(directory);
  }
}
