package io.entroprint.cli.library;

import io.entroprint.cli.base.Counted;
import io.entroprint.cli.base.Table;
import io.entroprint.cli.option.CaptureRun;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.library.Label;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What a label that was taught changes for the streams of captures. Thread-safe. */
final class LearningCheck {
  private final StreamClassifier before;
  private final StreamClassifier after;
  private final Map<Change, Integer> changes = new TreeMap<>();
  private int streams;

  /** What a stream was called, and what it is called now. */
  private record Change(String before, String after) implements Comparable<Change> {
    @Override
    public int compareTo(Change other) {
      int order = before.compareTo(other.before);
      return order == 0 ? after.compareTo(other.after) : order;
    }
  }

  LearningCheck(StreamClassifier before, StreamClassifier after) {
    this.before = before;
    this.after = after;
  }

  /**
   * Asks both about all streams.
   *
   * @return 0, or 1 if something was wrong with a capture
   */
  int read(CaptureRun run) throws IOException {
    return run.forEach(
        (input, out) ->
            input.read(
                input.inOrder(
                    start -> new MeteredStream(start, FeatureDefinition.CURRENT),
                    (capture, summary, stream) -> StreamEvidence.of(summary, stream.meter()),
                    this::ask)));
  }

  private void ask(StreamEvidence stream) {
    Verdict was = before.classify(stream);
    Verdict is = after.classify(stream);
    add(new Change(was.labelOrDecision(), is.labelOrDecision()));
  }

  private synchronized void add(Change change) {
    streams++;
    changes.merge(change, 1, Integer::sum);
  }

  synchronized void print(StringBuilder out, Label label) {
    int taken =
        changes.entrySet().stream()
            .filter(e -> e.getKey().after.equals(label.name()))
            .mapToInt(Map.Entry::getValue)
            .sum();
    out.append("checked ").append(Counted.of(streams, "stream")).append(": ").append(taken);
    out.append(taken == 1 ? " is called " : " are called ").append(label).append(" now\n");
    Table table = new Table(new String[] {"BEFORE", "NOW", ">STREAMS"}, new int[] {16, 16, 8});
    boolean any = false;
    for (Map.Entry<Change, Integer> entry : changes.entrySet()) {
      Change change = entry.getKey();
      if (!change.before.equals(change.after)) {
        if (!any) {
          out.append(table.headings());
          any = true;
        }
        out.append(table.row(change.before, change.after, entry.getValue().toString()));
      }
    }
  }
}
