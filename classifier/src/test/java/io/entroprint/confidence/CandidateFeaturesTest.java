package io.entroprint.confidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.entropy.View;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.Label;
import io.entroprint.library.MadeFingerprints;
import io.entroprint.search.BandDifferences;
import io.entroprint.search.Candidates;
import io.entroprint.search.FingerprintIndex;
import io.entroprint.search.VectorPart;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each number that a rule weighs stands where its name says, by streams of which it is known. */
class CandidateFeaturesTest {
  /** Stands for the distance of who is not there. */
  private static final double BEYOND = 0.7;

  private static final int LENGTH = 100;

  private static StreamMeter client(byte[] bytes, int length) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    meter.add(Direction.TO_SERVER, bytes, 0, length);
    return meter;
  }

  /** The same bytes, but others from one on. */
  private static byte[] changedFrom(int at) {
    byte[] bytes = new byte[LENGTH];
    new Random(1).nextBytes(bytes);
    for (int i = at; i < LENGTH; i++) {
      bytes[i] = (byte) (i % 3);
    }
    return bytes;
  }

  private static Fingerprint fingerprint(String name, byte[] bytes) {
    Label label = new Label(name);
    return MadeFingerprints.of(label, 1, client(bytes, LENGTH).vector());
  }

  private static Candidates candidates(int labels, int length) {
    List<Fingerprint> all =
        List.of(
            fingerprint("near", changedFrom(50)),
            fingerprint("middle", changedFrom(6)),
            fingerprint("far", changedFrom(0)));
    Candidates candidates = new Candidates(3);
    FingerprintIndex.of(
            FeatureDefinition.CURRENT, VectorPart.WHOLE, List.copyOf(all.subList(0, labels)))
        .candidates(
            StreamEvidence.of(Transport.TCP, client(changedFrom(LENGTH), length)),
            f -> true,
            candidates);
    return candidates;
  }

  private static Map<String, Double> byName(List<String> names, double[] numbers) {
    assertEquals(names.size(), numbers.length);
    Map<String, Double> byName = new HashMap<>();
    for (int i = 0; i < numbers.length; i++) {
      byName.put(names.get(i), numbers[i]);
    }
    return byName;
  }

  private static Map<String, Double> order(Candidates candidates, int rank, double spread) {
    double[] numbers = new double[CandidateFeatures.ORDER];
    CandidateFeatures.order(candidates, rank, spread, numbers);
    return byName(CandidateFeatures.orderNames(), numbers);
  }

  private static Map<String, Double> sure(
      Candidates candidates, int second, int third, boolean oneFamily, boolean oneDirection) {
    double[] numbers = new double[CandidateFeatures.SURE];
    CandidateFeatures.sure(
        candidates, 0, second, third, BEYOND, -1.5, oneFamily, oneDirection, numbers);
    return byName(CandidateFeatures.sureNames(), numbers);
  }

  private static double log(double distance) {
    return Math.log(Math.min(distance, 9) + 0.01);
  }

  @Test
  void everyNumberHasANameOfItsOwn() {
    assertEquals(CandidateFeatures.ORDER, new HashSet<>(CandidateFeatures.orderNames()).size());
    assertEquals(CandidateFeatures.SURE, new HashSet<>(CandidateFeatures.sureNames()).size());
    assertEquals("one-family", CandidateFeatures.sureNames().get(CandidateFeatures.ONE_FAMILY));
    assertEquals("distance", CandidateFeatures.orderNames().get(CandidateFeatures.DISTANCE));
  }

  @Test
  void distancesAreComparedAsLogarithms() {
    Candidates candidates = candidates(3, LENGTH);
    assertEquals("near", candidates.fingerprint(0).label().name());
    assertEquals("middle", candidates.fingerprint(1).label().name());
    double d1 = log(candidates.distance(0));
    double d2 = log(candidates.distance(1));
    double d3 = log(candidates.distance(2));
    Map<String, Double> all = sure(candidates, 1, 2, false, false);
    assertEquals(d1 + 1.5, all.get("near"), 1e-9);
    assertEquals(d1 - d2, all.get("ratio"), 1e-9);
    assertEquals(d1, all.get("distance"), 1e-9);
    assertEquals(d2 - d3, all.get("next-ratio"), 1e-9);
    assertEquals(d1 - log(BEYOND), sure(candidates, -1, -1, false, false).get("ratio"), 1e-9);
    assertEquals(0, sure(candidates, -1, -1, false, false).get("next-ratio"), 1e-9);
    assertEquals(d2 + 0.5, order(candidates, 1, -0.5).get("near"), 1e-9);
    assertEquals(d2, order(candidates, 1, -0.5).get("distance"), 1e-9);
  }

  @Test
  void whereTheFirstTwoDifferIsSaidOfEach() {
    Candidates candidates = candidates(3, LENGTH);
    Map<String, Double> all = sure(candidates, 1, 2, false, false);
    Map<String, Double> alone = sure(candidates, -1, -1, false, false);
    List<String> names = BandDifferences.names();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      assertEquals(order(candidates, 0, 0).get(name), all.get("first." + name), name);
      assertEquals(candidates.differences(0)[i], all.get("first." + name), name);
      if (i < BandDifferences.DIFFERENCES) {
        assertEquals(candidates.differences(1)[i], all.get("second." + name), name);
        assertEquals(Math.log(1.03), alone.get("second." + name), 1e-9, name);
      }
    }
  }

  /** The second begins with six bytes of the stream, the third with none. */
  @Test
  void anIdenticalPrefixCountsFromFourAndFromEightBytesOn() {
    Candidates candidates = candidates(3, LENGTH);
    for (String view : List.of("both", "to_server")) {
      assertEquals(1, order(candidates, 0, 0).get(view + ".same-4"), view);
      assertEquals(1, order(candidates, 0, 0).get(view + ".same-8"), view);
      assertEquals(1, order(candidates, 1, 0).get(view + ".same-4"), view);
      assertEquals(0, order(candidates, 1, 0).get(view + ".same-8"), view);
      assertEquals(0, order(candidates, 2, 0).get(view + ".same-4"), view);
      assertEquals(1, sure(candidates, 1, 2, false, false).get("first." + view + ".same-8"), view);
    }
    assertEquals(0, order(candidates, 0, 0).get("to_client.same-4"));
  }

  @Test
  void whatIsSeenOfTheStreamIsSaid() {
    for (int length : new int[] {63, 64, LENGTH}) {
      Candidates candidates = candidates(1, length);
      Map<String, Double> all = sure(candidates, -1, -1, false, false);
      assertEquals(length < 64 ? 1 : 0, all.get("below-64"));
      assertEquals(1, all.get("below-128"));
      assertEquals(0, all.get("no-to_server"));
      assertEquals(1, all.get("no-to_client"));
      assertEquals(0, all.get("to_client.reached"));
      assertEquals(candidates.reached(View.TO_SERVER), all.get("to_server.reached"));
      assertTrue(all.get("to_server.reached") > 8);
    }
    Candidates candidates = candidates(1, LENGTH);
    for (boolean set : new boolean[] {true, false}) {
      assertEquals(set ? 1 : 0, sure(candidates, -1, -1, set, !set).get("one-family"));
      assertEquals(set ? 1 : 0, sure(candidates, -1, -1, !set, set).get("one-direction"));
    }
  }

  /** What differs more from an answer never speaks for it, what differs more from the next may. */
  @Test
  void noFactorMaySpeakForADifference() {
    int[] order = CandidateFeatures.orderSigns();
    int[] sure = CandidateFeatures.sureSigns();
    List<String> orderNames = CandidateFeatures.orderNames();
    List<String> sureNames = CandidateFeatures.sureNames();
    assertEquals(orderNames.size(), order.length);
    assertEquals(sureNames.size(), sure.length);
    for (int i = 0; i < order.length; i++) {
      String name = orderNames.get(i);
      assertEquals(isLikeness(name) ? 1 : -1, order[i], name);
    }
    for (int i = 0; i < sure.length; i++) {
      String name = sureNames.get(i);
      int sign =
          switch (name) {
            case "near", "ratio", "one-family" -> -1;
            default ->
                name.startsWith("first.")
                    ? isLikeness(name) ? 1 : -1
                    : name.startsWith("second.") ? 1 : 0;
          };
      assertEquals(sign, sure[i], name);
    }
  }

  private static boolean isLikeness(String name) {
    return name.contains(".same-");
  }

  @Test
  void nearAndRatioAreTheFirstTwo() {
    double[] numbers = new Random(1).doubles(CandidateFeatures.SURE, 1, 2).toArray();
    double[] two = CandidateFeatures.nearAndRatio(numbers);
    assertEquals(CandidateFeatures.SURE, two.length);
    for (int i = 0; i < two.length; i++) {
      String name = CandidateFeatures.sureNames().get(i);
      assertEquals(name.equals("near") || name.equals("ratio") ? numbers[i] : 0, two[i], name);
    }
  }
}
