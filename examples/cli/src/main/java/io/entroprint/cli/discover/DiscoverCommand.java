package io.entroprint.cli.discover;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.CaptureOptions;
import io.entroprint.cli.option.CaptureRun;
import io.entroprint.cli.option.JoinOption;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.cli.option.WholeNumber;
import io.entroprint.cli.session.FoundSession;
import io.entroprint.cli.session.SessionReader;
import io.entroprint.discover.StreamGrouping;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.match.StreamClassifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entroprint discover}: which of the streams that stay unknown are alike. */
@CommandLine.Command(
    name = "discover",
    description = {
      "Puts the streams that stay unknown into groups that look alike, and says what is known of"
          + " each group. How near is alike, the library says."
    })
public final class DiscoverCommand implements Command {

  @Option(
      names = "--all",
      description = "Group all streams that can be compared, not those alone that stay unknown.")
  private boolean all;

  @Option(
      names = "--min",
      paramLabel = "N",
      converter = WholeNumber.Neighbours.class,
      description = "So many streams that are alike make a group (default: 4).")
  private int neighbours = StreamGrouping.DEFAULT_NEIGHBOURS;

  @Option(
      names = "--sample",
      paramLabel = "N",
      converter = WholeNumber.class,
      description =
          "Of more streams than this, find the groups among so many, and have the others join them"
              + " (default: 20000).")
  private int most = StreamGrouping.DEFAULT_MOST;

  @Option(
      names = "--json",
      description = "Print a JSON object a line: each stream with its group, then each group.")
  private boolean json;

  @Mixin private LibraryChoice library;
  @Mixin private JoinOption join;
  @Mixin private CaptureOptions captures;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    CaptureRun run = captures.run(terminal, join);
    FingerprintLibrary fingerprints = library.read();
    List<FoundSession> found = new ArrayList<>();
    int code = SessionReader.measuring(new StreamClassifier(fingerprints)).read(run, found);
    Discovery discovery =
        Discovery.of(found, all, new StreamGrouping(fingerprints, neighbours, most));
    if (json) {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      DiscoveryJson.append(lines, discovery);
      terminal.write(lines.toByteArray());
      run.printStatistics();
    } else {
      StringBuilder text = new StringBuilder();
      new DiscoveryText(text).append(discovery, found.size());
      terminal.print(text);
    }
    return code;
  }
}
