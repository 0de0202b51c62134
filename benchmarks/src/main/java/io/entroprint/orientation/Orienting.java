package io.entroprint.orientation;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.View;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.label.CaptureOrigins;
import io.entroprint.label.LabelSource;
import io.entroprint.label.LabelledCaptures;
import io.entroprint.label.LabelledStream;
import io.entroprint.label.LateStart;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Prints how well fingerprints tell which side of a stream is the client.
 *
 * <p>{@code java -Xmx3g -cp benchmarks/target/benchmarks.jar io.entroprint.orientation.Orienting
 * ../shared/captures public public2 lab lab2} asks the bundled library, without the fingerprints of
 * the stream's own capture family, about each stream with payload in both directions, as it is and
 * with its two ends swapped: of UDP the whole streams, of TCP those that lack their handshake, and
 * those that lack their first packet, too.
 *
 * <p>A stream is flipped where its swapped vector is nearer than a share of the distance that the
 * vector has as it is. If it was right before, that is a false flip; if its ends had been swapped,
 * it is mended.
 */
public final class Orienting {
  private static final double[] SHARES = {1, .7, .5, .3, .2, .1, .05};
  private static final double[] CONFIDENCES = {0, .9, .99};

  /** A stream as it is, and with its ends swapped. */
  private record Both(Verdict right, Verdict swapped) {}

  private final StreamClassifier classifier =
      new StreamClassifier(BundledLibrary.load()).judgingMidstream();
  private final Map<String, List<Both>> kinds = new LinkedHashMap<>();

  private Orienting() {}

  /**
   * Runs it.
   *
   * @param arguments the directory of the collections, and their names
   */
  public static void main(String[] arguments) throws Exception {
    Orienting orienting = new Orienting();
    for (int i = 1; i < arguments.length; i++) {
      Path directory = Path.of(arguments[0]).resolve(arguments[i]);
      LabelSource labels = LabelSource.csv(directory.resolve("labels.csv"));
      for (LabelledStream stream :
          LabelledCaptures.read(labels, directory, CaptureOrigins.none(), 2).streams()) {
        orienting.ask(stream);
      }
    }
    orienting.kinds.forEach(Orienting::print);
  }

  private void ask(LabelledStream stream) {
    if (stream.evidence().transport() == Transport.UDP) {
      ask("UDP, whole", stream, Optional.of(stream.evidence()));
    } else {
      ask("TCP, without the handshake", stream, stream.startingLate(LateStart.HANDSHAKE));
      ask("TCP, without the first packet", stream, stream.startingLate(LateStart.FIRST_PACKET));
    }
  }

  private void ask(String kind, LabelledStream stream, Optional<StreamEvidence> evidence) {
    evidence
        .filter(e -> e.vector().reached(View.TO_SERVER) > 0)
        .filter(e -> e.vector().reached(View.TO_CLIENT) > 0)
        .ifPresent(
            e ->
                kinds
                    .computeIfAbsent(kind, k -> new ArrayList<>())
                    .add(
                        new Both(
                            judged(stream, e, e.vector()),
                            judged(stream, e, e.vector().reversed()))));
  }

  private Verdict judged(LabelledStream stream, StreamEvidence like, EntropyVector vector) {
    StreamEvidence evidence =
        new StreamEvidence(
            like.transport(),
            vector,
            like.curve(),
            like.finished(),
            like.beginning(),
            like.oneDirection(),
            like.outsideOf());
    return classifier.classifyAnyway(
        evidence, f -> !f.provenance().family().equals(stream.family()));
  }

  private static void print(String kind, List<Both> all) {
    System.out.println(kind + ", " + all.size() + " streams");
    for (double confidence : CONFIDENCES) {
      for (double share : SHARES) {
        int wrong = 0;
        int mended = 0;
        for (Both both : all) {
          wrong += flips(both.right, both.swapped, share, confidence) ? 1 : 0;
          mended += flips(both.swapped, both.right, share, confidence) ? 1 : 0;
        }
        System.out.printf(
            Locale.ROOT,
            "  nearer than %4.2f, confidence from %4.2f: false flips %5d (%.4f), mended %5d (%.4f)%n",
            share,
            confidence,
            wrong,
            (double) wrong / all.size(),
            mended,
            (double) mended / all.size());
      }
    }
  }

  private static boolean flips(Verdict before, Verdict after, double share, double confidence) {
    return after.distance() < share * before.distance() && after.confidence() >= confidence;
  }
}
