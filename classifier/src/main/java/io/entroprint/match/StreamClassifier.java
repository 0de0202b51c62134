package io.entroprint.match;

import io.entroprint.confidence.Attribute;
import io.entroprint.confidence.LibraryCalibration;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import io.entroprint.match.TransportClassifier.NearestLabel;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamStart.Beginning;
import io.entroprint.stream.Transport;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Says what streams are, by the nearest fingerprint of a library.
 *
 * <pre>{@code
 * StreamClassifier classifier = new StreamClassifier(library);
 * Verdict verdict = classifier.classify(StreamEvidence.of(Transport.TCP, meter));
 * }</pre>
 *
 * <p>Immutable and thread-safe; one serves any number of threads. What a library says of a
 * transport, and of what stands beside a label, is made ready when it is first asked for. Asking
 * changes nothing: the same evidence always gives the same verdict.
 */
public final class StreamClassifier {
  /** Below this many bytes any protocol looks like any other. */
  private static final int FEWEST_BYTES = 8;

  /**
   * A beginning that was only inferred is wrong in a quarter of the streams that are cut anywhere:
   * a label must then be so sure, and what is not near enough is no unknown protocol.
   */
  static final double SURE_OF_BEGINNING = 0.95;

  private final String library;
  private final Map<Transport, Supplier<TransportClassifier>> byTransport;

  /** Whether streams whose beginning was not seen are judged as well as they can be. */
  private final boolean midstream;

  /** A classifier that asks a library. */
  public StreamClassifier(FingerprintLibrary library) {
    this.library = library.id();
    byTransport = new EnumMap<>(Transport.class);
    midstream = false;
    LibraryCalibration calibration = LibraryCalibration.from(library.calibration());
    for (Transport transport : Transport.values()) {
      byTransport.put(
          transport, new WhenAsked<>(() -> transportClassifier(library, calibration, transport)));
    }
  }

  /**
   * Its numbers are read when a stream is first judged: what it takes is not the stream's fault.
   */
  private static TransportClassifier transportClassifier(
      FingerprintLibrary library, LibraryCalibration calibration, Transport transport) {
    try {
      return new TransportClassifier(library, calibration, transport);
    } catch (OutOfMemoryError e) {
      throw (Error) new OutOfMemoryError("the fingerprint library " + library.id()).initCause(e);
    }
  }

  private StreamClassifier(StreamClassifier from, boolean midstream) {
    library = from.library;
    byTransport = from.byTransport;
    this.midstream = midstream;
  }

  private TransportClassifier of(Transport transport) {
    return byTransport.get(transport).get();
  }

  /** The name and version of the library. */
  String library() {
    return library;
  }

  /**
   * The same, but streams whose beginning was not seen are judged, too, with the confidence that
   * such streams had when the library was built: of a third of them the handshake alone was
   * missing, of a third the first packet, of a third the first KiB. What is not sure enough stays
   * undecided, never unknown. A library that was built without such a calibration has that of whole
   * streams for them, which is too sure.
   */
  public StreamClassifier judgingMidstream() {
    return new StreamClassifier(this, true);
  }

  /**
   * The verdict on what is known so far. Never null, never an exception for what a stream holds.
   */
  public Verdict classify(StreamEvidence stream) {
    return verdict(stream, false, TransportClassifier::any);
  }

  /** The verdict that a library of only some of the fingerprints would give. */
  public Verdict classify(StreamEvidence stream, Predicate<Fingerprint> among) {
    return verdict(stream, false, among);
  }

  /**
   * The verdict that answers every stream with its nearest label, however far that is. Only where
   * there is nothing to compare it stays undecided.
   */
  public Verdict classifyAnyway(StreamEvidence stream) {
    return verdict(stream, true, TransportClassifier::any);
  }

  /** The same from only some of the fingerprints. */
  public Verdict classifyAnyway(StreamEvidence stream, Predicate<Fingerprint> among) {
    return verdict(stream, true, among);
  }

  /**
   * What the nearest label of a stream, and the one after it, rest on. Slower than a verdict: for
   * the few streams that somebody looks at.
   *
   * @return empty if there is nothing to compare, or what the stream carries is not its own (a
   *     tunnel's outside)
   */
  public Optional<Explanation> explain(StreamEvidence stream) {
    return stream.outsideOf().isPresent()
        ? Optional.empty()
        : of(stream.transport()).explain(stream);
  }

  /**
   * The confidence from which on labels are right as often as wanted, if they are decided as a
   * {@link VerdictTracker} does; as measured when the library was built.
   *
   * @param precision 0 to 1, such as 0.99; one that was not reached asks for itself as confidence
   * @throws IllegalArgumentException if it is not 0 to 1
   */
  public double confidenceFor(Transport transport, double precision) {
    if (!(precision >= 0 && precision <= 1)) {
      throw new IllegalArgumentException("a precision is 0 to 1, not " + precision);
    }
    return of(transport).confidenceFor(precision);
  }

  /**
   * The label that {@link #classify} gives an unfinished stream with at least a confidence, and
   * null if it gives none: all that a checkpoint asks for, without what is said beside a label.
   *
   * @param stream seen from its beginning, and not the outside of a tunnel
   */
  NearestLabel sureLabel(StreamEvidence stream, double least) {
    TransportClassifier ofTransport = of(stream.transport());
    return stream.vector().lastOffset() < FEWEST_BYTES
        ? null
        : ofTransport.nearest(
            stream, Math.max(least, ofTransport.threshold()), TransportClassifier::any);
  }

  /** The verdict on a stream whose label is known. */
  Verdict known(NearestLabel answer, StreamEvidence stream) {
    return with(answer, stream, known(answer, stream, TransportClassifier::any));
  }

  /** The verdict of a label alone: with the nature of the nearest fingerprint, and no claims. */
  Verdict labelAlone(NearestLabel answer, StreamEvidence stream) {
    Fingerprint nearest = answer.fingerprint();
    return with(
        answer,
        stream,
        Verdict.of(nearest.label(), library)
            .nature(nearest.attributes().nature().orElse(Nature.UNDETERMINED)));
  }

  private Verdict verdict(StreamEvidence stream, boolean anyway, Predicate<Fingerprint> among) {
    if (stream.outsideOf().isPresent()) {
      return outsideOf(stream.outsideOf().get(), stream);
    }
    if (stream.midstream() && !anyway && !midstream) {
      return nothing(Verdict.Reason.MIDSTREAM, stream);
    }
    TransportClassifier ofTransport = of(stream.transport());
    NearestLabel answer = ofTransport.nearest(stream, 0, among);
    int offset = stream.vector().lastOffset();
    if (answer == null) {
      return nothing(
          offset == 0 ? Verdict.Reason.NO_PAYLOAD : Verdict.Reason.NO_FINGERPRINT, stream);
    }
    Verdict.Builder verdict;
    if (!anyway && offset < FEWEST_BYTES) {
      verdict = withoutLabel(Verdict.Reason.TOO_FEW_BYTES, stream);
    } else if (!anyway
        && stream.beginning() == Beginning.INFERRED
        && answer.confidence() < Math.max(SURE_OF_BEGINNING, ofTransport.threshold())) {
      if (midstream) {
        return verdict(stream.withoutBeginning(), false, among);
      }
      verdict = withoutLabel(Verdict.Reason.MIDSTREAM, stream);
    } else if (!anyway && stream.midstream() && answer.confidence() < ofTransport.threshold()) {
      verdict = withoutLabel(Verdict.Reason.MIDSTREAM, stream);
    } else if (!anyway && answer.confidence() < ofTransport.threshold()) {
      verdict = withoutLabel(Verdict.Reason.LOW_CONFIDENCE, stream);
    } else {
      verdict = known(answer, stream, among);
    }
    return with(answer, stream, verdict);
  }

  private Verdict.Builder known(
      NearestLabel answer, StreamEvidence stream, Predicate<Fingerprint> among) {
    TransportClassifier ofTransport = of(stream.transport());
    Label label = answer.fingerprint().label();
    return Verdict.of(label, library)
        .client(ofTransport.claim(Attribute.CLIENT, stream, label, among))
        .server(ofTransport.claim(Attribute.SERVER, stream, label, among))
        .settings(ofTransport.claim(Attribute.SETTINGS, stream, label, among))
        .nature(ofTransport.nature(stream, answer.fingerprint(), among));
  }

  private static Verdict with(NearestLabel answer, StreamEvidence stream, Verdict.Builder verdict) {
    return verdict
        .confidence(answer.confidence())
        .nearest(
            answer.fingerprint().id(),
            answer.distance(),
            answer.otherDistance() - answer.distance())
        .offset(stream.vector().lastOffset())
        .build();
  }

  /** What is inside a tunnel are other streams: no likeness of theirs is a label of the outside. */
  private Verdict outsideOf(String tunnel, StreamEvidence stream) {
    return Verdict.of(new Label(tunnel), library)
        .confidence(1)
        .nature(NatureOfBytes.of(stream.curve()))
        .offset(stream.vector().lastOffset())
        .build();
  }

  private Verdict nothing(Verdict.Reason reason, StreamEvidence stream) {
    return withoutLabel(reason, stream).build();
  }

  private Verdict.Builder withoutLabel(Verdict.Reason reason, StreamEvidence stream) {
    return Verdict.without(reason, library).nature(NatureOfBytes.of(stream.curve()));
  }
}
