package io.entroprint.cli.train;

import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.file.WholeFile;
import io.entroprint.label.FlowLabel;
import io.entroprint.library.Attributes;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Nature;
import io.entroprint.match.Verdict;
import io.entroprint.output.VerdictFormat;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.stream.FlowKey;
import io.entroprint.text.CsvCell;
import io.entroprint.text.PacketTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The verdicts of an evaluation and the labels they answer, so that another program can score them:
 * {@code verdicts.jsonl} as {@code classify --json} prints it, {@code labels.csv} with a line for
 * each verdict, {@code by-label.csv} with how often each label was right, and of a library that was
 * asked {@code known.csv}.
 */
final class AnswerFiles {
  private static final String HEADER =
      "capture,proto,client_ip,client_port,server_ip,server_port,start,label,"
          + "client,server,settings,nature,group,unknown,midstream,payload_bytes\n";

  private AnswerFiles() {}

  /**
   * Writes all but what a library knows.
   *
   * @param forced the verdicts that answer every stream
   */
  static void write(Path directory, List<Answer> answers, boolean forced) throws IOException {
    Files.createDirectories(directory);
    WholeFile.write(
        directory.resolve("verdicts.jsonl"),
        out -> {
          for (Answer answer : answers) {
            out.write(verdict(answer, forced));
          }
        });
    WholeFile.write(
        directory.resolve("labels.csv"),
        out -> {
          out.write(bytes(HEADER));
          for (Answer answer : answers) {
            out.write(bytes(row(answer)));
          }
        });
    SortedMap<String, int[]> counts = counts(answers, forced);
    WholeFile.write(
        directory.resolve("by-label.csv"),
        out -> {
          out.write(bytes("proto,label,asked,right,said\n"));
          for (Map.Entry<String, int[]> label : counts.entrySet()) {
            int[] n = label.getValue();
            if (n[0] > 0) {
              out.write(bytes(label.getKey() + "," + n[0] + "," + n[1] + "," + n[2] + "\n"));
            }
          }
        });
  }

  /** By protocol and label: how many were asked about, were right, and got the label. */
  private static SortedMap<String, int[]> counts(List<Answer> answers, boolean forced) {
    SortedMap<String, int[]> counts = new TreeMap<>();
    for (Answer answer : answers) {
      String protocol = answer.stream().truth().key().transport().id() + ",";
      Verdict verdict = forced ? answer.forced() : answer.verdict();
      int[] own = counts.computeIfAbsent(protocol + answer.truth(), label -> new int[3]);
      own[0]++;
      own[1] += verdict.labelOrDecision().equals(answer.truth()) ? 1 : 0;
      verdict
          .label()
          .ifPresent(said -> counts.computeIfAbsent(protocol + said.name(), l -> new int[3])[2]++);
    }
    return counts;
  }

  /**
   * Writes {@code known.csv}: which client, server and settings a library knows of each label. What
   * is claimed of others is of software that it has not met.
   */
  static void writeKnown(Path directory, FingerprintLibrary library) throws IOException {
    SortedSet<String> rows = new TreeSet<>();
    for (Fingerprint f : library.fingerprints()) {
      StringBuilder row = new StringBuilder();
      row.append(f.transport().id()).append(',').append(f.label().name());
      CsvCell.append(row.append(','), f.attributes().client());
      CsvCell.append(row.append(','), f.attributes().server());
      CsvCell.append(row.append(','), f.attributes().settings());
      rows.add(row.append('\n').toString());
    }
    WholeFile.write(
        directory.resolve("known.csv"),
        out -> {
          out.write(bytes("proto,label,client,server,settings\n"));
          for (String row : rows) {
            out.write(bytes(row));
          }
        });
  }

  private static byte[] bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] verdict(Answer answer, boolean forced) {
    Verdict verdict = forced ? answer.forced() : answer.verdict();
    return VerdictFormat.eve()
        .ofCapture(answer.stream().capture())
        .line(VerdictEvent.ended(answer.stream().summary(), verdict, OptionalInt.empty()));
  }

  private static StringBuilder row(Answer answer) {
    FlowLabel truth = answer.stream().truth();
    FlowKey key = truth.key();
    Attributes attributes = truth.attributes();
    StringBuilder row = new StringBuilder();
    CsvCell.append(row, answer.stream().capture());
    row.append(',').append(key.transport().id());
    row.append(',').append(key.client()).append(',').append(key.clientPort());
    row.append(',').append(key.server()).append(',').append(key.serverPort());
    row.append(',').append(PacketTime.seconds(truth.startNanos().orElseThrow()));
    row.append(',').append(answer.truth());
    CsvCell.append(row.append(','), attributes.client());
    CsvCell.append(row.append(','), attributes.server());
    CsvCell.append(row.append(','), attributes.settings());
    row.append(',').append(attributes.nature().map(Nature::id).orElse(""));
    CsvCell.append(row.append(','), answer.stream().family());
    row.append(",0,0,").append(answer.stream().summary().bytes());
    return row.append('\n');
  }
}
