package io.entroprint.cli.option;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamStart;
import picocli.CommandLine.Option;

/** The option that says how much of a stream is measured. */
public final class MeasuredBytes {
  @Option(
      names = "--measured",
      paramLabel = "BYTES",
      converter = WholeNumber.MeasuredOfDirection.class,
      description =
          "Measure at most so many bytes of each direction of a stream, 4096 to 65536, which is the"
              + " default: quicker. Labels and software stay as they are; the nature of longer"
              + " streams, and that of streams without a label, is told by less.")
  private int bytes = FeatureDefinition.CURRENT.limit();

  /** How many bytes of each direction are measured at the most. */
  public int bytes() {
    return bytes;
  }

  /** A stream that is measured so far. */
  public MeteredStream stream(StreamStart start) {
    return new MeteredStream(start, new StreamMeter(FeatureDefinition.CURRENT, bytes));
  }
}
