package io.entroprint.confidence;

import io.entroprint.stream.Transport;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All calibration of a library: what the numbers of its header mean, read and written in one place.
 * The table of the keys stands in the specification of the format. Immutable.
 *
 * @param labels by transport, how sure the labels are
 */
public record LibraryCalibration(Map<Transport, LabelCalibration> labels) {
  private static final String LABEL = "label";

  /** Copies the map. */
  public LibraryCalibration {
    labels = Collections.unmodifiableMap(new EnumMap<>(labels));
  }

  /** Reads the calibration numbers of a library's header; what is not there is the default. */
  public static LibraryCalibration from(SortedMap<String, Double> header) {
    Map<Transport, LabelCalibration> labels = new EnumMap<>(Transport.class);
    for (Transport transport : Transport.values()) {
      CalibrationSection section = CalibrationSection.of(header).section(transport.id());
      labels.put(transport, LabelCalibration.from(section.section(LABEL)));
    }
    return new LibraryCalibration(labels);
  }

  /** How sure the labels of a transport are. */
  public LabelCalibration labels(Transport transport) {
    return labels.get(transport);
  }

  /** The calibration numbers of a library's header. */
  public SortedMap<String, Double> entries() {
    SortedMap<String, Double> entries = new TreeMap<>();
    labels.forEach(
        (transport, calibration) ->
            calibration.writeTo(
                CalibrationSection.of(entries).section(transport.id()).section(LABEL)));
    return entries;
  }
}
