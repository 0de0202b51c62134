package io.entroprint.cli.option;

import io.entroprint.train.TrainingOptions;
import picocli.CommandLine.Option;

/** Which streams become fingerprints. */
public final class StreamSelection {
  @Option(
      names = "--min-bytes",
      paramLabel = "N",
      converter = WholeNumber.class,
      description = "Leave out streams of fewer bytes (default: ${DEFAULT-VALUE}).")
  private int minBytes = TrainingOptions.defaults().fewestBytes();

  @Option(
      names = "--per-family",
      paramLabel = "N",
      converter = WholeNumber.class,
      description =
          "Use at most so many streams of one label and family; a family is captures that were made"
              + " together (default: ${DEFAULT-VALUE}).")
  private int perFamily = TrainingOptions.defaults().mostPerFamily();

  @Option(
      names = "--radius",
      paramLabel = "X",
      converter = DecimalNumber.Distance.class,
      description =
          "Leave out a fingerprint within this distance of one that is kept (default: ${DEFAULT-VALUE}).")
  private double radius = TrainingOptions.defaults().radius();

  /** The usual options of a training, with these, on so many threads. */
  public TrainingOptions options(int threads) {
    TrainingOptions usual = TrainingOptions.defaults();
    return new TrainingOptions(
        minBytes,
        perFamily,
        radius,
        usual.knownLostTcp(),
        usual.knownLostUdp(),
        usual.dropSuspects(),
        threads);
  }
}
