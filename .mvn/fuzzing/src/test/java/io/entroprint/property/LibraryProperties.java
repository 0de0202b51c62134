package io.entroprint.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.fuzz.ScratchFile;
import io.entroprint.library.Attributes;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.LibraryMerge;
import io.entroprint.library.Provenance;
import io.entroprint.search.EntropyDistance;
import io.entroprint.search.FingerprintIndex;
import io.entroprint.search.TwoNearest;
import io.entroprint.search.VectorPart;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of any fingerprints, distances and libraries. */
class LibraryProperties {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  @Provide
  Arbitrary<StreamMeter> meters() {
    Arbitrary<byte[]> side =
        Arbitraries.oneOf(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(700),
            Arbitraries.bytes().between((byte) 'a', (byte) 'f').array(byte[].class).ofMaxSize(700));
    return Combinators.combine(side.filter(b -> b.length > 0), side)
        .as(
            (client, server) -> {
              StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
              meter.add(Direction.TO_SERVER, client, 0, client.length);
              meter.add(Direction.TO_CLIENT, server, 0, server.length);
              return meter;
            });
  }

  @Provide
  Arbitrary<FingerprintLibrary> libraries() {
    return meters().list().ofMinSize(1).ofMaxSize(12).map(LibraryProperties::library);
  }

  private static FingerprintLibrary library(List<StreamMeter> meters) {
    FingerprintLibrary.Builder builder =
        FingerprintLibrary.builder(FeatureDefinition.CURRENT, "made", "1.0.0").created(DAY);
    for (int i = 0; i < meters.size(); i++) {
      Label label = new Label("label-" + i % 4);
      builder.add(
          new Fingerprint(
              Fingerprint.id(label, i),
              label,
              Transport.TCP,
              Attributes.NONE,
              meters.get(i).vector(),
              1,
              DAY,
              DAY,
              new Provenance("capture " + i, "", "", "", "family " + i % 3)));
    }
    return builder.build();
  }

  @Property(tries = 150, seed = "42")
  void aDistanceIsFiniteAndZeroToItself(
      @ForAll("meters") StreamMeter a, @ForAll("meters") StreamMeter b, @ForAll boolean finished) {
    EntropyVector one = a.vector();
    EntropyVector two = b.vector();
    double distance = EntropyDistance.between(one, two, finished);
    assertTrue(distance >= 0 && Double.isFinite(distance), () -> "distance " + distance);
    assertEquals(0, EntropyDistance.between(one, one, finished));
  }

  /** The search gives what comparing with every fingerprint gives, to the last bit. */
  @Property(tries = 150, seed = "42")
  void theIndexFindsWhatComparingWithAllFinds(
      @ForAll("libraries") FingerprintLibrary library, @ForAll("meters") StreamMeter asked) {
    List<Fingerprint> all = library.fingerprints();
    FingerprintIndex index = FingerprintIndex.of(FeatureDefinition.CURRENT, VectorPart.WHOLE, all);
    StreamEvidence evidence = StreamEvidence.of(Transport.TCP, asked).ended();
    TwoNearest two = new TwoNearest();
    index.nearestTwo(evidence, f -> true, two);
    double nearest = Double.POSITIVE_INFINITY;
    for (Fingerprint f : all) {
      nearest = Math.min(nearest, EntropyDistance.between(asked.vector(), f.vector(), true));
    }
    Label label = index.get(two.nearest()).label();
    double other = Double.POSITIVE_INFINITY;
    for (Fingerprint f : all) {
      if (!f.label().equals(label)) {
        other = Math.min(other, EntropyDistance.between(asked.vector(), f.vector(), true));
      }
    }
    assertEquals(nearest, two.distance());
    assertEquals(other, two.otherDistance());
  }

  @Property(tries = 100, seed = "42")
  void whatIsWrittenIsReadAgain(@ForAll("libraries") FingerprintLibrary library)
      throws IOException {
    var file = ScratchFile.of(new byte[0]);
    library.write(file);
    FingerprintLibrary read = FingerprintLibrary.read(file);
    assertEquals(library.sha256(), read.sha256());
    assertEquals(library.fingerprints(), read.fingerprints());
  }

  /** Whichever comes first, the same fingerprints are there; merged with itself none is new. */
  @Property(tries = 100, seed = "42")
  void mergingIsTheSameEitherWayUpToTheNumbers(
      @ForAll("libraries") FingerprintLibrary one, @ForAll("libraries") FingerprintLibrary two) {
    assertEquals(
        contents(LibraryMerge.of(one, two).library("both", "1.0.0", DAY)),
        contents(LibraryMerge.of(two, one).library("both", "1.0.0", DAY)));
    FingerprintLibrary same = LibraryMerge.of(one, one).library("both", "1.0.0", DAY);
    assertEquals(contents(one), contents(same));
  }

  private static Set<List<Object>> contents(FingerprintLibrary library) {
    Set<List<Object>> contents = new HashSet<>();
    for (Fingerprint f : library.fingerprints()) {
      contents.add(List.of(f.label(), f.transport(), f.vector(), f.provenance()));
    }
    return contents;
  }
}
