package io.entroprint.train;

import io.entroprint.confidence.LabelCalibration;
import io.entroprint.confidence.LibraryCalibration;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fit.CommonsMath;
import io.entroprint.fit.Condensing;
import io.entroprint.fit.Exemplars;
import io.entroprint.fit.LabelFit;
import io.entroprint.fit.Selection;
import io.entroprint.fit.SoftwareFit;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.stream.Transport;
import io.entroprint.train.TrainingReport.Suspect;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a fingerprint library of labelled streams.
 *
 * <pre>{@code
 * Training training = Trainer.train(
 *     captures.streams(), "mine", "1.0.0", LocalDate.now(ZoneOffset.UTC), TrainingOptions.defaults());
 * training.library().write(Path.of("mine.txt"));
 * }</pre>
 *
 * <p>The library depends on the arguments and on nothing else: not on the clock, the number of
 * threads or the machine.
 */
public final class Trainer {
  /** How many dealings of the families the threshold is the mean of. */
  private static final int DEALINGS = 5;

  private Trainer() {}

  /**
   * A library and how it came about.
   *
   * @param library the library
   * @param report what became of the streams
   */
  public record Training(FingerprintLibrary library, TrainingReport report) {}

  /**
   * Trains.
   *
   * @param all the streams; those that are not fit are left out and counted
   * @param name the library's name
   * @param version its semantic version
   * @param created the day that it is dated with
   * @throws IllegalArgumentException if no stream is fit to train on
   * @throws IllegalStateException if commons-math3, an optional dependency, is missing
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public static Training train(
      List<LabelledStream> all,
      String name,
      String version,
      LocalDate created,
      TrainingOptions options)
      throws InterruptedException {
    CommonsMath.require();
    Selection selection = Selection.of(all, options.fewestBytes(), options.mostPerFamily());
    if (selection.streams().isEmpty()) {
      throw new IllegalArgumentException(
          all.isEmpty()
              ? "there is no stream to train on"
              : "none of %d streams is fit to train on: %s"
                  .formatted(all.size(), selection.reasons()));
    }
    List<LabelledStream> streams = new ArrayList<>();
    List<Suspect> suspects = new ArrayList<>();
    Map<Transport, CleanedStreams> cleaned = new EnumMap<>(Transport.class);
    for (Transport transport : Transport.values()) {
      CleanedStreams ofTransport =
          CleanedStreams.of(Selection.of(transport, selection.streams()), options);
      cleaned.put(transport, ofTransport);
      streams.addAll(ofTransport.streams());
      suspects.addAll(ofTransport.suspects());
    }
    List<Fingerprint> exemplars = Exemplars.of(streams);
    List<Fingerprint> kept = Condensing.condense(exemplars, options.radius());
    SoftwareFit.Software software =
        new SoftwareFit(streams, exemplars, options.threads()).beside(kept);
    Map<Transport, LabelCalibration> labels = new EnumMap<>(Transport.class);
    for (Transport transport : Transport.values()) {
      if (!cleaned.get(transport).streams().isEmpty()) {
        labels.put(transport, labels(transport, cleaned, kept, all, options));
      }
    }
    LibraryCalibration calibration = new LibraryCalibration(labels, software.claims());
    FingerprintLibrary library =
        FingerprintLibrary.builder(FeatureDefinition.CURRENT, name, version)
            .created(created)
            .calibration(calibration.entries())
            .addAll(kept)
            .addAll(software.exemplars())
            .build();
    return new Training(
        library,
        new TrainingReport(
            streams.size(),
            selection.leftOut(),
            suspects,
            options.dropSuspects(),
            condensed(exemplars, kept),
            Selection.numbers(all, options.fewestBytes()),
            library.fingerprints().stream().mapToLong(f -> f.vector().size()).sum(),
            software.exemplars().size()));
  }

  private static LabelCalibration labels(
      Transport transport,
      Map<Transport, CleanedStreams> cleaned,
      List<Fingerprint> kept,
      List<LabelledStream> all,
      TrainingOptions options)
      throws InterruptedException {
    CleanedStreams own = cleaned.get(transport);
    return new LabelFit(
            transport,
            kept.stream().filter(f -> f.transport() == transport).toList(),
            own.streams(),
            Selection.bare(transport, all, options.fewestBytes()),
            cleaned.get(transport.other()).streams(),
            options.knownLost(transport),
            options.threads())
        .calibration(own.heldOut(), true, DEALINGS);
  }

  private static SortedMap<Label, TrainingReport.Condensed> condensed(
      List<Fingerprint> from, List<Fingerprint> to) {
    Map<Label, Integer> kept = new HashMap<>();
    to.forEach(f -> kept.merge(f.label(), 1, Integer::sum));
    SortedMap<Label, Integer> streams = new TreeMap<>();
    from.forEach(f -> streams.merge(f.label(), 1, Integer::sum));
    SortedMap<Label, TrainingReport.Condensed> condensed = new TreeMap<>();
    streams.forEach(
        (label, count) ->
            condensed.put(label, new TrainingReport.Condensed(count, kept.get(label))));
    return condensed;
  }
}
