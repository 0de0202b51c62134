package io.entroprint.cli.option;

import io.entroprint.capture.CaptureReader;
import io.entroprint.cli.base.CaptureFile;
import io.entroprint.cli.base.CaptureFiles;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.label.FlowFilter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command reads captures. */
public final class CaptureReading {
  @Mixin private CaptureScan scan;

  @Option(
      names = "--growing",
      description =
          "The captures may still be written to: one that ends inside a packet is read to its last"
              + " whole packet, and that is no error.")
  private boolean growing;

  @Option(
      names = "--max-expansion",
      paramLabel = "TIMES",
      converter = WholeNumber.class,
      description =
          "Give a compressed capture up that unpacks to more than so many times its size and than"
              + " 64 MiB (default: 250).")
  private Integer maxExpansion;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = WholeNumber.Threads.class,
      description =
          "Work with so many threads (default: as many as there are processors): each reads a"
              + " capture, and those that find none left to read judge streams for the others.")
  private int threads = WholeNumber.Threads.processors();

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      converter = StreamFilter.class,
      description =
          "Look only at streams that pass, such as 'tcp dst port 22 and net 192.0.2.0/24': src is the"
              + " client, dst the server; host, net, port, portrange, tcp, udp, and, or, not.")
  private FlowFilter filter = FlowFilter.all();

  /** How many threads work. */
  public int threads() {
    return threads;
  }

  /** Looks for captures, whose streams are those that the user's filter passes. */
  public CaptureRun run(Terminal terminal, List<Path> captures, boolean joined)
      throws UsageException {
    return run(terminal, captures, joined, filter);
  }

  /** The same, of which all streams are looked at. */
  public CaptureRun runUnfiltered(Terminal terminal, List<Path> captures) throws UsageException {
    return run(terminal, captures, false, FlowFilter.all());
  }

  private CaptureRun run(Terminal terminal, List<Path> captures, boolean joined, FlowFilter only)
      throws UsageException {
    if (captures.stream().filter(CaptureFile.STANDARD_INPUT::equals).count() > 1) {
      throw new UsageException("the standard input (-) can be read only once");
    }
    CaptureFiles files = CaptureFiles.find(captures);
    CaptureReader.Builder reading = CaptureReader.builder().growing(growing);
    if (maxExpansion != null) {
      reading.maxExpansion(maxExpansion);
    }
    List<List<CaptureFile>> inputs =
        joined && !files.found().isEmpty()
            ? List.of(files.found())
            : files.found().stream().map(List::of).toList();
    return new CaptureRun(terminal, files.problems(), inputs, threads, scan, reading, only);
  }
}
