package io.entroprint.train;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fingerprint.Fingerprint;
import io.entroprint.fingerprint.FingerprintLibrary;
import io.entroprint.match.Attribute;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
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
   * @param streams how many streams it stands for
   * @param leftOut how many streams were left out, by reason
   */
  public record Training(FingerprintLibrary library, int streams, Map<String, Integer> leftOut) {}

  /**
   * Trains.
   *
   * @param all the streams; those that are not fit are left out and counted
   * @param name the library's name
   * @param version its semantic version
   * @param created the day that it is dated with
   * @throws IllegalArgumentException if no stream is fit to train on
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public static Training train(
      List<LabelledStream> all,
      String name,
      String version,
      LocalDate created,
      TrainingOptions options)
      throws InterruptedException {
    Selection selection = Selection.of(all, options);
    if (selection.streams().isEmpty()) {
      throw new IllegalArgumentException(
          "none of " + all.size() + " streams is fit to train on: " + selection.leftOut());
    }
    List<Fingerprint> exemplars = Exemplars.of(selection.streams());
    List<Fingerprint> kept = Condensing.condense(exemplars, options.radius());
    AttributeExemplars attributes = new AttributeExemplars();
    SortedMap<String, Double> calibration = calibration(selection.streams(), attributes, options);
    return new Training(
        FingerprintLibrary.builder(FeatureDefinition.EV1, name, version)
            .created(created)
            .calibration(calibration)
            .addAll(kept)
            .addAll(attributes.beside(kept, exemplars))
            .build(),
        selection.streams().size(),
        selection.leftOut());
  }

  private static SortedMap<String, Double> calibration(
      List<LabelledStream> streams, AttributeExemplars attributes, TrainingOptions options)
      throws InterruptedException {
    SortedMap<String, Double> entries = new TreeMap<>();
    for (Transport transport : Transport.values()) {
      List<LabelledStream> ofTransport = Selection.of(transport, streams);
      if (!ofTransport.isEmpty()) {
        String name = transport.name().toLowerCase(Locale.ROOT) + ".";
        entries.putAll(Calibration.fit(ofTransport, options).entries(name + "label"));
        for (Attribute attribute : Attribute.values()) {
          AttributeCalibration calibration = new AttributeCalibration(attribute, options.threads());
          SortedMap<String, AttributeCalibration.Told> told = calibration.tell(ofTransport);
          attributes.publish(transport, told);
          entries.putAll(calibration.entries(name + attribute.id(), told));
        }
      }
    }
    return entries;
  }
}
