package io.entroprint.cli.report;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.EvenSample;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.discover.Discovery;
import io.entroprint.cli.option.CaptureOptions;
import io.entroprint.cli.option.CaptureRun;
import io.entroprint.cli.option.DecimalNumber;
import io.entroprint.cli.option.JoinOption;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.cli.option.WholeNumber;
import io.entroprint.cli.session.FoundSession;
import io.entroprint.cli.session.GivenLabels;
import io.entroprint.cli.session.SessionOptions;
import io.entroprint.cli.session.SessionReader;
import io.entroprint.discover.StreamGrouping;
import io.entroprint.envelope.ProtoSpec;
import io.entroprint.file.WholeFile;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.match.StreamClassifier;
import io.entroprint.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entroprint report}: the streams of captures as one HTML file to look at. */
@CommandLine.Command(
    name = "report",
    description = {
      "Writes one HTML file that needs no network: the entropy curves of streams, why each is"
          + " what it is said to be, a map on which streams that are alike stand together, groups of"
          + " unknown streams, a time line of clusters and recurring sessions, and a table with"
          + " filters."
    })
public final class ReportCommand implements Command {
  /** A page of so many streams has some 8 MB. */
  private static final int MOST_LISTED = 20_000;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The HTML file to write.")
  private Path output;

  @Option(
      names = "--labels",
      paramLabel = "CSV",
      description = "Show what this labels.csv says of the streams, to compare and to colour by.")
  private Path labels;

  @Option(
      names = "--threshold",
      paramLabel = "BITS",
      converter = DecimalNumber.Bits.class,
      description = "Draw a line at this entropy, such as 7.9; may be repeated.")
  private List<Double> thresholds = List.of();

  @Option(
      names = "--envelope",
      paramLabel = "FILE",
      description = "Draw the ranges of a net-entropy protocol specification; may be repeated.")
  private List<Path> envelopes = List.of();

  @Option(
      names = "--list",
      paramLabel = "N",
      converter = WholeNumber.class,
      description = "Show at most so many streams, evenly of all labels (default: 20000).")
  private int most = MOST_LISTED;

  @Option(names = "--title", paramLabel = "TEXT", description = "The heading of the page.")
  private String title = "Streams by the shape of their entropy";

  @Mixin private LibraryChoice library;
  @Mixin private SessionOptions finding;
  @Mixin private JoinOption join;
  @Mixin private CaptureOptions captures;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    GivenLabels given = labels == null ? GivenLabels.none() : GivenLabels.read(labels);
    List<ProtoSpec> specs = new ArrayList<>();
    for (Path file : envelopes) {
      specs.add(ProtoSpec.read(file));
    }
    FingerprintLibrary fingerprints = library.read();
    CaptureRun run = captures.run(terminal, join);
    StreamClassifier classifier = new StreamClassifier(fingerprints);
    List<FoundSession> found = new ArrayList<>();
    int code = SessionReader.measuring(classifier).read(run, found);
    List<Session> sessions = found.stream().map(FoundSession::session).toList();
    List<FoundSession> listed = EvenSample.of(found, stream -> stream.session().label(), most);
    ReportContent content =
        new ReportContent(
            title,
            run.files(),
            code != 0,
            found.size(),
            listed,
            given,
            fingerprints,
            thresholds,
            specs,
            finding.clusters(sessions),
            finding.recurrences(sessions),
            Discovery.of(found, false, new StreamGrouping(fingerprints)),
            ReportMap.of(listed, fingerprints),
            explained(listed, classifier));
    WholeFile.write(output, ReportPage.of(content));
    return code;
  }

  private static IdentityHashMap<FoundSession, Explained> explained(
      List<FoundSession> streams, StreamClassifier classifier) {
    IdentityHashMap<FoundSession, Explained> explained = new IdentityHashMap<>();
    for (FoundSession stream : streams) {
      if (stream.verdict().nearest().isPresent()) {
        classifier
            .explain(stream.evidence().orElseThrow())
            .ifPresent(explanation -> explained.put(stream, Explained.of(explanation)));
      }
    }
    return explained;
  }
}
