package io.entroprint.cli.curve;

import io.entroprint.cli.base.EvenSample;
import io.entroprint.cli.base.Suggestion;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.CaptureRun;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.cli.option.WholeNumber;
import io.entroprint.cli.session.FoundSession;
import io.entroprint.cli.session.GivenLabels;
import io.entroprint.cli.session.SessionReader;
import io.entroprint.entropy.ByteCounts;
import io.entroprint.entropy.View;
import io.entroprint.file.WholeFile;
import io.entroprint.label.FlowLabel;
import io.entroprint.library.Attributes;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Claim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code entroprint curves --svg}: which streams are drawn, and in which colours. */
final class CurvePicture {
  private static final int MOST_CURVES = 500;

  @Option(
      names = "--library",
      paramLabel = "LIBRARY",
      description = "Says the labels, unless --labels does (default: bundled).")
  private Path library;

  @Option(
      names = "--labels",
      paramLabel = "CSV",
      description = "Labels of streams; those that it does not name are not drawn.")
  private Path labels;

  @Option(
      names = "--only",
      paramLabel = "LABEL",
      split = ",",
      description = "Draw streams of these labels only.")
  private Set<String> only = new TreeSet<>();

  /** By what streams have their colour. */
  enum By {
    LABEL,
    CLIENT,
    SERVER,
    SETTINGS
  }

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description = "Colour by label, client, server or settings (default: label).")
  private By by;

  @Option(names = "--title", paramLabel = "TEXT", description = "A line above the picture.")
  private String title;

  @Option(
      names = "--bytes",
      paramLabel = "A-B",
      converter = Bytes.class,
      description = "From how many bytes to how many (default: 1-65536).")
  private Range bytes;

  @Option(
      names = "--bits",
      paramLabel = "A-B",
      converter = Bits.class,
      description = "From how many bits to how many (default: 0-8).")
  private Range bits;

  @Option(
      names = "--most",
      paramLabel = "N",
      converter = WholeNumber.class,
      description = "At most so many curves, evenly of all colours (default: 500).")
  private Integer most;

  /** From a number to a greater one. */
  record Range(double from, double to) {}

  /** Reads two numbers with a hyphen between them. */
  private static Range range(String text, String what, int least, int most, String such) {
    String[] ends = text.split("-", -1);
    try {
      Range range = new Range(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
      boolean within = range.from() >= least && range.to() <= most;
      if (ends.length == 2 && within && range.from() < range.to()) {
        return range;
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // Falls through to the one message.
    }
    throw new TypeConversionException(
        ("must be two numbers of " + what + " from " + least + " to " + most)
            + (", the smaller one first, such as " + such + ", not '" + text + "'"));
  }

  /** Reads from how many bytes to how many. */
  static final class Bytes implements ITypeConverter<Range> {
    @Override
    public Range convert(String text) {
      return range(text, "bytes", 1, ByteCounts.LIMIT, "1024-8192");
    }
  }

  /** Reads from how many bits to how many. */
  static final class Bits implements ITypeConverter<Range> {
    @Override
    public Range convert(String text) {
      return range(text, "bits", 0, 8, "6.5-8");
    }
  }

  boolean isAskedFor() {
    return library != null
        || labels != null
        || !only.isEmpty()
        || by != null
        || title != null
        || bytes != null
        || bits != null
        || most != null;
  }

  /**
   * Reads the captures and writes the picture.
   *
   * @return 0, or 1 if something was wrong with a capture
   */
  int write(Path file, View view, double threshold, CaptureRun run)
      throws UsageException, IOException {
    Range across = bytes == null ? new Range(1, ByteCounts.LIMIT) : bytes;
    Range up = bits == null ? new Range(0, 8) : bits;
    GivenLabels given = labels == null ? GivenLabels.none() : GivenLabels.read(labels);
    StreamClassifier classifier =
        new StreamClassifier(LibraryChoice.read(library == null ? Path.of("bundled") : library));
    List<FoundSession> found = new ArrayList<>();
    int code = SessionReader.of(classifier).read(run, found);
    List<SvgCurves.Curve> curves = new ArrayList<>();
    for (FoundSession stream : found) {
      if (labels == null || given.of(stream.summary()).isPresent()) {
        add(stream, given, view, curves);
      }
    }
    requireLabels(found, given);
    SvgCurves svg = new SvgCurves(title == null ? "" : title, across, up, threshold);
    int limit = most == null ? MOST_CURVES : most;
    WholeFile.write(file, svg.draw(curves, EvenSample.of(curves, SvgCurves.Curve::group, limit)));
    return code;
  }

  /** Who mistypes a label would get an empty picture. */
  private void requireLabels(List<FoundSession> found, GivenLabels given) throws IOException {
    Set<String> there = new TreeSet<>();
    found.forEach(stream -> there.add(label(stream, given)));
    for (String wanted : only) {
      if (!there.contains(wanted)) {
        throw new IOException(
            ("nothing drawn: no stream is " + wanted)
                + Suggestion.of(wanted, there).map(near -> " (is " + near + " meant?)").orElse("")
                + (there.isEmpty() ? "" : "; there are " + String.join(", ", there)));
      }
    }
  }

  private String label(FoundSession stream, GivenLabels given) {
    return labels == null ? stream.session().label() : given.name(stream.summary());
  }

  private void add(
      FoundSession stream, GivenLabels given, View view, List<SvgCurves.Curve> curves) {
    String label = label(stream, given);
    if ((only.isEmpty() || only.contains(label)) && stream.curve().reached(view) > 0) {
      String group =
          switch (by == null ? By.LABEL : by) {
            case LABEL -> label;
            case CLIENT -> attributes(stream, given).client();
            case SERVER -> attributes(stream, given).server();
            case SETTINGS -> attributes(stream, given).settings();
          };
      curves.add(new SvgCurves.Curve(group, stream.curve(), view));
    }
  }

  private Attributes attributes(FoundSession stream, GivenLabels given) {
    if (labels != null) {
      return given.of(stream.summary()).map(FlowLabel::attributes).orElse(Attributes.NONE);
    }
    Verdict verdict = stream.verdict();
    return new Attributes(
        verdict.client().map(Claim::value).orElse(""),
        verdict.server().map(Claim::value).orElse(""),
        verdict.settings().map(Claim::value).orElse(""),
        Attributes.NONE.nature());
  }
}
