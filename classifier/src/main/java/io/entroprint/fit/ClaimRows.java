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

  /** What is hidden from a stream. */
  enum Hiding {
    /**
     * For the client, what had the same server and settings; for the server, the same client and
     * settings; for the settings, the whole capture family.
     */
    OTHER_END,
    /**
     * What began within two seconds of it in the same capture: where the other end is constant, it
     * cannot be mistaken for the attribute.
     */
    SESSION
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
      Hiding hiding,
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
        OrderedPool.map(
            ofLabel, threads, stream -> asked(attribute, hiding, stream, index, streams));
    return new ClaimRows(
        each.stream().flatMap(r -> r.known.stream()).toList(),
        each.stream().flatMap(r -> r.strangers.stream()).toList(),
        each.stream().flatMap(r -> r.unvalued.stream()).toList());
  }

  private static ClaimRows asked(
      Attribute attribute,
      Hiding hiding,
      LabelledStream stream,
      FingerprintIndex index,
      Map<String, LabelledStream> streams) {
    String own = attribute.of(stream.truth().attributes());
    if (own.isEmpty()) {
      String family = stream.family();
      List<Neighbour> all =
          nearest(attribute, index, stream, f -> !f.provenance().family().equals(family));
      return new ClaimRows(List.of(), List.of(), row(attribute, all, own).stream().toList());
    }
    Predicate<Fingerprint> seen = f -> !hidden(attribute, hiding, f, streams.get(f.id()), stream);
    List<Neighbour> all = nearest(attribute, index, stream, seen);
    List<ClaimRow> known = new ArrayList<>();
    if (attribute == Attribute.SERVER || attribute == Attribute.SERVER_PRODUCT) {
      // Another deployment of the same software tells more than the same one asked again.
      List<Neighbour> elsewhere =
          nearest(
              attribute, index, stream, seen.and(f -> !sameServer(streams.get(f.id()), stream)));
      if (has(attribute, elsewhere, own)) {
        all = elsewhere;
      }
    }
    if (has(attribute, all, own)) {
      known.addAll(row(attribute, all, own).stream().toList());
    }
    coarse(attribute, index, stream, seen, own).ifPresent(known::add);
    List<Neighbour> others = all.stream().filter(n -> !value(attribute, n).equals(own)).toList();
    return new ClaimRows(known, row(attribute, others, own).stream().toList(), List.of());
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
    return has(attribute, others, own) ? row(attribute, others, own) : Optional.empty();
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
  private static Optional<ClaimRow> row(Attribute attribute, List<Neighbour> all, String own) {
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
                !own.isEmpty() && value(attribute, nearest).equals(own)));
  }

  private static String value(Attribute attribute, Neighbour neighbour) {
    return attribute.of(neighbour.fingerprint().attributes());
  }

  /** Whether a fingerprint must not be known when a stream is asked about. */
  static boolean hidden(
      Attribute attribute, Hiding hiding, Fingerprint f, LabelledStream of, LabelledStream stream) {
    boolean sameFamily = f.provenance().family().equals(stream.family());
    if (hiding == Hiding.SESSION) {
      return of.provenance().capture().equals(stream.provenance().capture())
          && Math.abs(of.summary().start().startNanos() - stream.summary().start().startNanos())
              <= SESSION_NANOS;
    }
    Attributes a = f.attributes();
    Attributes b = stream.truth().attributes();
    return switch (attribute) {
      case CLIENT, CLIENT_PRODUCT -> sameOtherEnd(a.server(), b.server(), sameFamily, a, b);
      case SERVER, SERVER_PRODUCT -> sameOtherEnd(a.client(), b.client(), sameFamily, a, b);
      case SETTINGS, SETTINGS_CLASS, NATURE -> sameFamily;
    };
  }

  /** An end that is not known may be the same, if the family is. */
  private static boolean sameOtherEnd(
      String end, String otherEnd, boolean sameFamily, Attributes a, Attributes b) {
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
   */
  record ClaimRow(double distance, double next, boolean hit) {}
}
