package io.entroprint.fit;

import io.entroprint.concurrent.OrderedPool;
import io.entroprint.confidence.Attribute;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Attributes;
import io.entroprint.library.Fingerprint;
import io.entroprint.search.FingerprintIndex;
import io.entroprint.search.Neighbour;
import io.entroprint.search.VectorPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What fingerprints of one label say of an attribute of the label's streams, each asked about with
 * everything hidden that shares more with it than the attribute.
 *
 * @param known an answer for each stream whose value others have, too
 * @param strangers an answer for each stream as if no other had its value
 * @param unvalued an answer for each stream of the label of which nobody said the value
 */
record ClaimRows(List<ClaimRow> known, List<ClaimRow> strangers, List<ClaimRow> unvalued) {

  /** What is hidden from a stream, most first. */
  enum Hiding {
    /** What {@link #OTHER_END} hides, and all streams of its server, by address and port. */
    DEPLOYMENT,
    /**
     * For the client, what had the same server and settings; for the server, the same client and
     * settings.
     */
    OTHER_END,
    /** The whole capture family. */
    FAMILY,
    /**
     * What began within two seconds of it in the same capture: where the other end is constant, it
     * cannot be mistaken for the attribute.
     */
    SESSION;

    /**
     * What is hidden for an attribute: the first that leaves the value of a stream somewhere else,
     * since the more is hidden the more an answer says of what the library has never met.
     */
    static List<Hiding> of(Attribute attribute) {
      return switch (attribute) {
        case CLIENT, CLIENT_PRODUCT -> List.of(OTHER_END, SESSION);
        case SERVER, SERVER_PRODUCT -> List.of(DEPLOYMENT, OTHER_END, SESSION);
        case SETTINGS, SETTINGS_CLASS, NATURE -> List.of(FAMILY);
      };
    }
  }

  private static final long SESSION_NANOS = 2_000_000_000L;

  /**
   * Asks.
   *
   * @param ofLabel the streams of one label
   * @param fingerprints of the label, which may answer
   * @param streams by fingerprint id the stream that it was made of
   */
  static ClaimRows of(
      Attribute attribute,
      VectorPart part,
      List<LabelledStream> ofLabel,
      List<Fingerprint> fingerprints,
      Map<String, LabelledStream> streams,
      int threads)
      throws InterruptedException {
    List<Fingerprint> comparable =
        fingerprints.stream().filter(f -> part.isIn(f.vector())).toList();
    if (comparable.isEmpty()) {
      return new ClaimRows(List.of(), List.of(), List.of());
    }
    FingerprintIndex index =
        FingerprintIndex.of(comparable.get(0).vector().definition(), part, comparable);
    List<ClaimRows> each =
        OrderedPool.map(ofLabel, threads, stream -> asked(attribute, stream, index, streams));
    return new ClaimRows(
        each.stream().flatMap(r -> r.known.stream()).toList(),
        each.stream().flatMap(r -> r.strangers.stream()).toList(),
        each.stream().flatMap(r -> r.unvalued.stream()).toList());
  }

  private static ClaimRows asked(
      Attribute attribute,
      LabelledStream stream,
      FingerprintIndex index,
      Map<String, LabelledStream> streams) {
    String own = attribute.of(stream.truth().attributes());
    if (own.isEmpty()) {
      String family = stream.family();
      List<Neighbour> all =
          nearest(attribute, index, stream, f -> !f.provenance().family().equals(family));
      return new ClaimRows(List.of(), List.of(), row(attribute, all, stream).stream().toList());
    }
    List<ClaimRow> known = new ArrayList<>();
    List<Neighbour> all = List.of();
    for (Hiding hiding : Hiding.of(attribute)) {
      Predicate<Fingerprint> seen = f -> !hidden(attribute, hiding, f, streams.get(f.id()), stream);
      all = nearest(attribute, index, stream, seen);
      if (has(attribute, all, own)) {
        known.addAll(row(attribute, all, stream).stream().toList());
        coarse(attribute, index, stream, seen, own).ifPresent(known::add);
        break;
      }
    }
    List<Neighbour> others = all.stream().filter(n -> !value(attribute, n).equals(own)).toList();
    return new ClaimRows(known, row(attribute, others, stream).stream().toList(), List.of());
  }

  /** Of a product, what is said of a version that nobody has seen. */
  private static Optional<ClaimRow> coarse(
      Attribute attribute,
      FingerprintIndex index,
      LabelledStream stream,
      Predicate<Fingerprint> seen,
      String own) {
    Attribute written =
        switch (attribute) {
          case CLIENT_PRODUCT -> Attribute.CLIENT;
          case SERVER_PRODUCT -> Attribute.SERVER;
          case SETTINGS_CLASS -> Attribute.SETTINGS;
          case CLIENT, SERVER, SETTINGS, NATURE -> attribute;
        };
    if (written == attribute) {
      return Optional.empty();
    }
    String version = written.of(stream.truth().attributes());
    List<Neighbour> others =
        nearest(
            attribute, index, stream, seen.and(f -> !written.of(f.attributes()).equals(version)));
    return has(attribute, others, own) ? row(attribute, others, stream) : Optional.empty();
  }

  private static List<Neighbour> nearest(
      Attribute attribute,
      FingerprintIndex index,
      LabelledStream stream,
      Predicate<Fingerprint> among) {
    return index.nearestPer(f -> attribute.of(f.attributes()), stream.evidence(), among);
  }

  private static boolean has(Attribute attribute, List<Neighbour> all, String own) {
    return all.stream().anyMatch(n -> value(attribute, n).equals(own));
  }

  /** The answer that carries a value, if there is one; one without a value can only be next. */
  private static Optional<ClaimRow> row(
      Attribute attribute, List<Neighbour> all, LabelledStream stream) {
    String own = attribute.of(stream.truth().attributes());
    Optional<Neighbour> first =
        all.stream().filter(n -> !value(attribute, n).isEmpty()).findFirst();
    return first.map(
        nearest ->
            new ClaimRow(
                nearest.distance(),
                all.stream()
                    .filter(n -> !n.fingerprint().id().equals(nearest.fingerprint().id()))
                    .mapToDouble(Neighbour::distance)
                    .min()
                    .orElse(Double.POSITIVE_INFINITY),
                !own.isEmpty() && value(attribute, nearest).equals(own),
                attribute.coarser().orElse(attribute).of(stream.truth().attributes())));
  }

  private static String value(Attribute attribute, Neighbour neighbour) {
    return attribute.of(neighbour.fingerprint().attributes());
  }

  /** Whether a fingerprint must not be known when a stream is asked about. */
  static boolean hidden(
      Attribute attribute, Hiding hiding, Fingerprint f, LabelledStream of, LabelledStream stream) {
    boolean sameFamily = f.provenance().family().equals(stream.family());
    if (attribute.of(f.attributes()).isEmpty()) {
      return sameFamily;
    }
    return switch (hiding) {
      case DEPLOYMENT -> sameServer(of, stream) || sameOtherEnd(attribute, f, stream, sameFamily);
      case OTHER_END -> sameOtherEnd(attribute, f, stream, sameFamily);
      case FAMILY -> sameFamily;
      case SESSION ->
          of.provenance().capture().equals(stream.provenance().capture())
              && Math.abs(of.summary().start().startNanos() - stream.summary().start().startNanos())
                  <= SESSION_NANOS;
    };
  }

  /** An end that is not known may be the same, if the family is. */
  private static boolean sameOtherEnd(
      Attribute attribute, Fingerprint f, LabelledStream stream, boolean sameFamily) {
    Attributes a = f.attributes();
    Attributes b = stream.truth().attributes();
    boolean ofClient = attribute == Attribute.CLIENT || attribute == Attribute.CLIENT_PRODUCT;
    String end = ofClient ? a.server() : a.client();
    String otherEnd = ofClient ? b.server() : b.client();
    if (end.isEmpty() || otherEnd.isEmpty()) {
      return sameFamily;
    }
    return end.equals(otherEnd) && a.settings().equals(b.settings());
  }

  private static boolean sameServer(LabelledStream a, LabelledStream b) {
    return a.truth().key().server().equals(b.truth().key().server())
        && a.truth().key().serverPort() == b.truth().key().serverPort();
  }

  Stream<ClaimRow> all() {
    return Stream.of(known, strangers, unvalued).flatMap(List::stream);
  }

  /** The share of the known that is said right; 0 if there is none. */
  double accuracy() {
    return known.stream().mapToInt(r -> r.hit() ? 1 : 0).average().orElse(0);
  }

  /**
   * What is said of one stream.
   *
   * @param distance of the nearest fingerprint that carries a value
   * @param next that of the nearest that carries another or none; positive infinity if none does
   * @param hit whether the value is right
   * @param product the stream's own value, without its version; empty if nobody said it
   */
  record ClaimRow(double distance, double next, boolean hit, String product) {}
}
