package io.entroprint.property;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.Attributes;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.Provenance;
import io.entroprint.match.Verdict;
import io.entroprint.sensor.Sensor;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.Random;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Lincheck runs a sensor's operations on several threads at a time, and looks whether some order of
 * them, one after another, gives the same answers: a library that is exchanged under load, and the
 * workspaces that questions share.
 */
@Param(name = "number", gen = IntGen.class, conf = "0:2")
public class ConcurrentSensorTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
  private static final FingerprintLibrary[] LIBRARIES = {library(0), library(1), library(2)};

  private final Sensor sensor = Sensor.builder(LIBRARIES[0]).build();

  private static StreamMeter meter(int number) {
    Random random = new Random(number);
    byte[] bytes = new byte[200];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt(4 << (2 * number));
    }
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    meter.add(Direction.TO_SERVER, bytes, 0, bytes.length);
    return meter;
  }

  /** Each knows the same streams by other names. */
  private static FingerprintLibrary library(int number) {
    FingerprintLibrary.Builder builder =
        FingerprintLibrary.builder(FeatureDefinition.CURRENT, "made", "1.0." + number).created(DAY);
    for (int i = 0; i < 3; i++) {
      Label label = new Label("label-" + (i + number) % 3);
      builder.add(
          new Fingerprint(
              Fingerprint.id(label, i),
              label,
              Transport.TCP,
              Attributes.NONE,
              meter(i).vector(),
              1,
              DAY,
              DAY,
              new Provenance("capture", "", "", "", "family " + i)));
    }
    return builder.build();
  }

  @Operation
  public String use(@Param(name = "number") int number) {
    return sensor.use(LIBRARIES[number]);
  }

  /** The library that answered, the label and how sure it is: all of one library. */
  @Operation
  public String verdict(@Param(name = "number") int number) {
    StreamEvidence evidence = StreamEvidence.of(Transport.TCP, meter(number)).ended();
    Verdict verdict = sensor.classifier().classifyAnyway(evidence);
    return verdict.library() + " " + verdict.labelOrDecision() + " " + verdict.confidence();
  }

  @Test
  public void anyInterleavingIsSomeOrder() {
    new StressOptions()
        .iterations(6)
        .invocationsPerIteration(300)
        .threads(3)
        .actorsPerThread(3)
        .check(ConcurrentSensorTest.class);
  }
}
