package io.entroprint.train;

import io.entroprint.confidence.Attribute;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fit.AttributeCalibration;
import io.entroprint.fit.AttributeExemplars;
import io.entroprint.fit.Calibration;
import io.entroprint.fit.CommonsMath;
import io.entroprint.fit.Condensing;
import io.entroprint.fit.Exemplars;
import io.entroprint.fit.Selection;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.stream.Transport;
import io.entroprint.train.TrainingReport.Suspect;
import java.time.LocalDate;
import java.util.ArrayList;
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
          "none of " + all.size() + " streams is fit to train on: " + selection.leftOut());
    }
    List<LabelledStream> streams = new ArrayList<>();
    List<Suspect> suspects = new ArrayList<>();
    AttributeExemplars attributes = new AttributeExemplars();
    SortedMap<String, Double> calibration = new TreeMap<>();
    for (Transport transport : Transport.values()) {
      List<LabelledStream> ofTransport = Selection.of(transport, selection.streams());
      if (!ofTransport.isEmpty()) {
        CleanedStreams edited = CleanedStreams.of(ofTransport, options);
        streams.addAll(edited.streams());
        suspects.addAll(edited.suspects());
        calibration.putAll(calibration(transport, edited, attributes, options));
      }
    }
    List<Fingerprint> exemplars = Exemplars.of(streams);
    List<Fingerprint> kept = Condensing.condense(exemplars, options.radius());
    List<Fingerprint> beside = attributes.beside(kept, exemplars);
    FingerprintLibrary library =
        FingerprintLibrary.builder(FeatureDefinition.CURRENT, name, version)
            .created(created)
            .calibration(calibration)
            .addAll(kept)
            .addAll(beside)
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
            beside.size()));
  }

  private static SortedMap<String, Double> calibration(
      Transport transport,
      CleanedStreams edited,
      AttributeExemplars attributes,
      TrainingOptions options)
      throws InterruptedException {
    SortedMap<String, Double> entries = new TreeMap<>();
    String name = transport.id() + ".";
    entries.putAll(Calibration.entries(edited.heldOut(), name + "label", options.knownLost()));
    for (Attribute attribute : Attribute.values()) {
      AttributeCalibration calibration = new AttributeCalibration(attribute, options.threads());
      SortedMap<String, AttributeCalibration.Told> told = calibration.tell(edited.streams());
      attributes.publish(attribute, transport, told);
      if (attribute != Attribute.NATURE) {
        entries.putAll(calibration.entries(name + attribute.id(), told));
      }
    }
    return entries;
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
