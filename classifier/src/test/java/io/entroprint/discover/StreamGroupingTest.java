package io.entroprint.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.MadeFingerprints;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamGroupingTest {
  private static final double FAR = 2;

  private static FingerprintLibrary library(Map<String, Double> calibration) {
    return library(calibration, List.of());
  }

  /** A library of a label "made", which looks like the first kind, and of one "other". */
  private static FingerprintLibrary library(
      Map<String, Double> calibration, List<EntropyVector> others) {
    List<Fingerprint> all = new ArrayList<>();
    all.add(MadeFingerprints.of(new Label("made"), 1, MadeVectors.of(0, new Random(99))));
    for (EntropyVector vector : others) {
      all.add(MadeFingerprints.of(new Label("other"), all.size(), vector));
    }
    return FingerprintLibrary.builder(FeatureDefinition.CURRENT, "made", "1.0.0")
        .created(LocalDate.EPOCH)
        .calibration(new TreeMap<>(calibration))
        .addAll(all)
        .build();
  }

  private static StreamGrouping grouping() {
    return new StreamGrouping(library(Map.of()));
  }

  private static List<JudgedStream> unknown(int ofEach, double distance) {
    return MadeVectors.ofEach(ofEach, 1).stream()
        .map(v -> MadeVectors.unknown(Transport.TCP, v, distance))
        .toList();
  }

  /** Of which no two are equal. */
  private static List<JudgedStream> ofSecondKind(double distance) {
    Random random = new Random(7);
    return IntStream.range(0, 8)
        .mapToObj(i -> MadeVectors.unknown(Transport.TCP, MadeVectors.of(1, random), distance))
        .toList();
  }

  @Test
  void groupsWhatIsAlike() {
    List<JudgedStream> streams = new ArrayList<>(unknown(6, FAR));
    // One more of the third kind, so that it is the largest; and three of none.
    streams.add(MadeVectors.unknown(Transport.TCP, MadeVectors.of(2, new Random(8)), FAR));
    StreamGroups groups = grouping().find(streams);
    assertEquals(MadeVectors.KINDS, groups.groups().size());
    assertEquals(0, groups.inNone());
    assertEquals(List.of(2, 6, 10, 14, 18, 22, 24), groups.groups().get(0).members());
    for (int i = 0; i < 4 * 6; i++) {
      StreamGroup group = groups.groups().get(groups.groupOf(i).getAsInt());
      assertEquals(i % MadeVectors.KINDS, group.members().get(0) % MadeVectors.KINDS);
      assertTrue(group.members().contains(group.typical()));
      assertTrue(group.spread() <= group.radius());
    }
  }

  @Test
  void saysWhatTheLibraryKnowsThatIsNearest() {
    StreamGroup first = grouping().find(unknown(6, FAR)).groups().get(0);
    assertEquals("made/0001", first.nearest().get(0).fingerprint());
    assertEquals(new Label("made"), first.nearest().get(0).label());
    assertTrue(first.nearest().get(0).distance() < 0.1, first.toString());
  }

  @Test
  void streamsThatAreAsNearToAKnownLabelAsToEachOtherAreNoGroup() {
    assertEquals(1, grouping().find(ofSecondKind(FAR)).groups().size());
    assertEquals(0, grouping().find(ofSecondKind(1e-6)).groups().size());
  }

  @Test
  void ofANamedStreamTheNextLabelCounts() {
    List<EntropyVector> vectors = MadeVectors.ofEach(6, 1);
    List<JudgedStream> named = vectors.stream().map(v -> MadeVectors.known(v, 0, 0)).toList();
    assertEquals(MadeVectors.KINDS, grouping().find(named).groups().size());
    StreamGrouping othersAreEqual = new StreamGrouping(library(Map.of(), vectors));
    assertEquals(0, othersAreEqual.find(named).groups().size());
  }

  @Test
  void transportsAreNeverInOneGroup() {
    List<JudgedStream> streams = new ArrayList<>(unknown(4, FAR));
    MadeVectors.ofEach(4, 1).forEach(v -> streams.add(MadeVectors.unknown(Transport.UDP, v, FAR)));
    List<StreamGroup> groups = grouping().find(streams).groups();
    assertEquals(2 * MadeVectors.KINDS, groups.size());
    for (StreamGroup group : groups) {
      for (int member : group.members()) {
        assertEquals(group.transport(), streams.get(member).evidence().transport());
      }
    }
  }

  @Test
  void theOrderOfTheStreamsChangesNothing() {
    List<JudgedStream> streams = unknown(7, FAR);
    List<Integer> order = new ArrayList<>(IntStream.range(0, streams.size()).boxed().toList());
    Collections.shuffle(order, new Random(4));
    StreamGroups shuffled = grouping().find(order.stream().map(streams::get).toList());
    Set<Set<Integer>> expected = new HashSet<>();
    grouping().find(streams).groups().forEach(g -> expected.add(new HashSet<>(g.members())));
    Set<Set<Integer>> found = new HashSet<>();
    for (StreamGroup group : shuffled.groups()) {
      Set<Integer> members = new HashSet<>();
      group.members().forEach(member -> members.add(order.get(member)));
      found.add(members);
    }
    assertEquals(expected, found);
  }

  @Test
  void ofTooManyASampleIsEnough() {
    List<JudgedStream> streams = unknown(25, FAR);
    StreamGroups all = grouping().find(streams);
    StreamGroups some = new StreamGrouping(library(Map.of()), 4, 41).find(streams);
    assertEquals(100, all.sampled());
    assertEquals(41, some.sampled());
    for (int i = 0; i < streams.size(); i++) {
      assertEquals(
          all.groups().get(all.groupOf(i).getAsInt()).members(),
          some.groups().get(some.groupOf(i).getAsInt()).members());
    }
  }

  @Test
  void theCalibrationSaysHowNearIsNear() {
    assertEquals(0.24, grouping().reach(), 1e-9);
    double wide = Math.log(0.3 + 0.01);
    double wider = Math.log(0.5 + 0.01);
    assertEquals(
        0.6, new StreamGrouping(library(Map.of("tcp.label.usual-spread", wide))).reach(), 1e-9);
    assertEquals(
        0.6,
        new StreamGrouping(
                library(Map.of("tcp.label.usual-spread", wide, "udp.label.usual-spread", wider)))
            .reach(),
        1e-9);
    StreamGrouping narrow =
        new StreamGrouping(library(Map.of("tcp.label.usual-spread", Math.log(0.01 + 1e-9))));
    assertEquals(0, narrow.find(ofSecondKind(FAR)).groups().size());
  }

  @Test
  void nothingGivesNoGroups() {
    StreamGroups none = grouping().find(List.of());
    assertEquals(0, none.groups().size());
    assertEquals(0, none.streams());
  }

  @Test
  void refusesNumbersThatMakeNoSense() {
    FingerprintLibrary library = library(Map.of());
    assertThrows(IllegalArgumentException.class, () -> new StreamGrouping(library, 1, 10));
    assertThrows(IllegalArgumentException.class, () -> new StreamGrouping(library, 4, 0));
  }
}
