package io.entroprint.confidence;

import io.entroprint.library.Label;
import io.entroprint.stream.Transport;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All calibration of a library: what the numbers of its header mean, read and written in one place.
 * The table of the keys stands in the specification of the format. Immutable.
 *
 * @param labels by transport, how sure the labels are
 * @param claims by transport and attribute, how sure what stands beside a label is
 */
public record LibraryCalibration(
    Map<Transport, LabelCalibration> labels,
    Map<Transport, Map<Attribute, ClaimCalibration>> claims) {
  private static final String LABEL = "label";

  /** Copies the maps. */
  public LibraryCalibration {
    labels = Map.copyOf(labels);
    claims = Map.copyOf(claims);
  }

  /** Reads the calibration numbers of a library's header; what is not there is the default. */
  public static LibraryCalibration from(SortedMap<String, Double> header) {
    Map<Transport, LabelCalibration> labels = new EnumMap<>(Transport.class);
    Map<Transport, Map<Attribute, ClaimCalibration>> claims = new EnumMap<>(Transport.class);
    for (Transport transport : Transport.values()) {
      CalibrationSection section = CalibrationSection.of(header).section(transport.id());
      labels.put(transport, LabelCalibration.from(section.section(LABEL)));
      Map<Attribute, ClaimCalibration> ofTransport = new EnumMap<>(Attribute.class);
      for (Attribute attribute : Attribute.values()) {
        ofTransport.put(attribute, ClaimCalibration.from(section.section(attribute.id())));
      }
      claims.put(transport, ofTransport);
    }
    return new LibraryCalibration(labels, claims);
  }

  /** The key of the spread of a label in a library's header. */
  public static String spreadKey(Transport transport, Label label) {
    return transport.id() + "." + LABEL + ".spread." + label;
  }

  /** How sure the labels of a transport are. */
  public LabelCalibration labels(Transport transport) {
    return labels.get(transport);
  }

  /** How sure the values of an attribute are. */
  public ClaimCalibration claims(Transport transport, Attribute attribute) {
    return claims.get(transport).get(attribute);
  }

  /** The calibration numbers of a library's header. */
  public SortedMap<String, Double> entries() {
    SortedMap<String, Double> entries = new TreeMap<>();
    labels.forEach(
        (transport, calibration) ->
            calibration.writeTo(
                CalibrationSection.of(entries).section(transport.id()).section(LABEL)));
    claims.forEach(
        (transport, ofTransport) ->
            ofTransport.forEach(
                (attribute, calibration) ->
                    calibration.writeTo(
                        CalibrationSection.of(entries)
                            .section(transport.id())
                            .section(attribute.id()))));
    return entries;
  }
}
