package io.entroprint.train;

import io.entroprint.fit.HeldOut;
import io.entroprint.search.Neighbour;
import io.entroprint.train.TrainingReport.Suspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds streams that look mislabelled, in the manner of Wilson's editing: among the streams of
 * other families another label is clearly the nearest, and none of the stream's own label is near.
 *
 * <p>A label of which there are few other families is never judged by: its streams are far from
 * each other because there are few, not because they are wrong. Without that condition as many good
 * streams of rare labels are lost as bad ones are found.
 *
 * @see <a href="https://doi.org/10.1109/TSMC.1972.4309137">D. L. Wilson, Asymptotic properties of
 *     nearest neighbor rules using edited data, 1972</a>
 */
final class Suspects {
  /** The other label must be nearer than this share of the distance to the own. */
  private static final double CLEARLY = 0.5;

  /** Within this distance of another of its label a stream has company, whatever else is near. */
  private static final double NEAR = 0.05;

  private static final int FEWEST_KIN = 3;

  private Suspects() {}

  /** Those that look mislabelled, in the order given. */
  static List<Suspect> among(List<HeldOut> all) {
    List<Suspect> suspects = new ArrayList<>();
    all.forEach(one -> of(one).ifPresent(suspects::add));
    return suspects;
  }

  private static Optional<Suspect> of(HeldOut one) {
    if (one.kin().size() < FEWEST_KIN) {
      return Optional.empty();
    }
    Neighbour first = one.perLabel().get(0);
    double own = one.kin().get(0).distance();
    boolean suspect =
        !first.fingerprint().label().equals(one.label())
            && own > NEAR
            && first.distance() < CLEARLY * own;
    return suspect
        ? Optional.of(new Suspect(one.stream(), first.fingerprint().label(), first.distance(), own))
        : Optional.empty();
  }
}
