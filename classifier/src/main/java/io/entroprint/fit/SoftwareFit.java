package io.entroprint.fit;

import io.entroprint.confidence.Attribute;
import io.entroprint.confidence.ClaimCalibration;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Fingerprint;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a library says beside its labels: for which of them client, server, settings and nature can
 * be told, the fingerprints that tell them, and how sure the claims are.
 */
public final class SoftwareFit {
  private final List<LabelledStream> streams;
  private final List<Fingerprint> exemplars;
  private final int threads;
  private final Map<String, LabelledStream> streamOf = new HashMap<>();
  private final Map<Transport, Map<Attribute, SortedMap<String, ClaimFit.Told>>> told =
      new EnumMap<>(Transport.class);

  /**
   * Finds out what can be told.
   *
   * @param streams that a library is made of
   * @param exemplars one of each, in the same order
   */
  public SoftwareFit(List<LabelledStream> streams, List<Fingerprint> exemplars, int threads)
      throws InterruptedException {
    this.streams = streams;
    this.exemplars = exemplars;
    this.threads = threads;
    for (int i = 0; i < streams.size(); i++) {
      streamOf.put(exemplars.get(i).id(), streams.get(i));
    }
    for (Transport transport : Transport.values()) {
      Map<Attribute, SortedMap<String, ClaimFit.Told>> ofTransport = new EnumMap<>(Attribute.class);
      for (Attribute attribute : Attribute.values()) {
        ofTransport.put(
            attribute,
            fit(attribute, transport)
                .tell(Selection.of(transport, streams), ofTransport(transport, exemplars)));
      }
      told.put(transport, ofTransport);
    }
  }

  private ClaimFit fit(Attribute attribute, Transport transport) {
    return new ClaimFit(attribute, transport, streamOf, threads);
  }

  /**
   * From which confidence on a value is claimed. A version is one of many that look alike: its
   * product is said where it is not sure. Over UDP the answers of servers are few and short.
   */
  private static double threshold(Attribute attribute, Transport transport) {
    return switch (attribute) {
      case CLIENT -> 0.97;
      case SERVER -> 0.85;
      case CLIENT_PRODUCT -> 0.55;
      case SERVER_PRODUCT -> transport == Transport.TCP ? 0.60 : 0.70;
      case SETTINGS, SETTINGS_CLASS -> 0.90;
      case NATURE -> 0.70;
    };
  }

  private static List<Fingerprint> ofTransport(Transport transport, List<Fingerprint> all) {
    return all.stream().filter(f -> f.transport() == transport).toList();
  }

  /**
   * What a library holds beside the fingerprints that tell its labels.
   *
   * @param exemplars the fingerprints that tell the rest
   * @param claims how sure it is
   */
  public record Software(
      List<Fingerprint> exemplars, Map<Transport, Map<Attribute, ClaimCalibration>> claims) {
    /** Copies the list. */
    public Software {
      exemplars = List.copyOf(exemplars);
    }
  }

  /** Whether an attribute of a label is claimed. */
  private interface Claimed {
    boolean is(Transport transport, Attribute attribute, String label);
  }

  /**
   * Chooses the fingerprints that must stand beside those that tell the label, and finds how sure
   * their claims are: first of all that can be told, and then of what is ever claimed, so that a
   * library holds nothing that it never says.
   *
   * @param kept the fingerprints that tell the label
   */
  public Software beside(List<Fingerprint> kept) throws InterruptedException {
    Map<Transport, Map<Attribute, ClaimCalibration>> ofAll =
        claims(kept, exemplars(kept, (transport, attribute, label) -> true));
    // The nature has no threshold to be below.
    List<Fingerprint> ofClaimed =
        exemplars(
            kept,
            (transport, attribute, label) ->
                attribute == Attribute.NATURE
                    || ofAll.get(transport).get(attribute).labels().containsKey(label));
    // Asked of all labels again: how those look that say nothing tells what the others may say.
    Map<Transport, Map<Attribute, ClaimCalibration>> claims = claims(kept, ofClaimed);
    claims.forEach(
        (transport, ofTransport) ->
            ofTransport.replaceAll(
                (attribute, calibration) ->
                    calibration.ofLabels(ofAll.get(transport).get(attribute).labels().keySet())));
    return new Software(ofClaimed, claims);
  }

  private List<Fingerprint> exemplars(List<Fingerprint> kept, Claimed claimed) {
    AttributeExemplars chosen = new AttributeExemplars(streamOf);
    told.forEach(
        (transport, ofTransport) ->
            ofTransport.forEach(
                (attribute, labels) -> {
                  SortedMap<String, ClaimFit.Told> some = new TreeMap<>(labels);
                  some.keySet().removeIf(label -> !claimed.is(transport, attribute, label));
                  chosen.publish(attribute, transport, some);
                }));
    return chosen.beside(kept, exemplars);
  }

  private Map<Transport, Map<Attribute, ClaimCalibration>> claims(
      List<Fingerprint> kept, List<Fingerprint> beside) throws InterruptedException {
    Map<Transport, Map<Attribute, ClaimCalibration>> claims = new EnumMap<>(Transport.class);
    for (Transport transport : told.keySet()) {
      List<Fingerprint> shipped = new ArrayList<>(ofTransport(transport, kept));
      shipped.addAll(ofTransport(transport, beside));
      Map<Attribute, ClaimCalibration> ofTransport = new EnumMap<>(Attribute.class);
      for (Map.Entry<Attribute, SortedMap<String, ClaimFit.Told>> entry :
          told.get(transport).entrySet()) {
        Attribute attribute = entry.getKey();
        if (attribute != Attribute.NATURE) {
          ofTransport.put(
              attribute,
              fit(attribute, transport)
                  .calibration(
                      entry.getValue(),
                      Selection.of(transport, streams),
                      shipped,
                      threshold(attribute, transport)));
        }
      }
      claims.put(transport, ofTransport);
    }
    return claims;
  }
}
