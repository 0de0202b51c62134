package io.entroprint.library;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;

/** Makes libraries, the same ones for the same seed. */
public final class RandomLibraries {
  private static final FeatureDefinition EV1 = FeatureDefinition.EV1;
  private static final String[] LABELS = {
    "ssh", "ssh-2", "ssh.1", "ssh+x", "ssh_3", "ssh2", "tls", "http", "library", "0day"
  };
  private static final String[] TEXTS = {
    "",
    "OpenSSH_9.2",
    "tinyproxy_1.11>python-http.server",
    "a b  c",
    "standard/enc=128bit",
    "b\u00fccher/\u62a5\u6587.pcap",
    "\ud83d\ude00",
    "'\"\\,;#"
  };

  private final Random random;

  RandomLibraries(long seed) {
    random = new Random(seed);
  }

  FingerprintLibrary library(int entries) {
    FingerprintLibrary.Builder builder =
        FingerprintLibrary.builder(EV1, "random", "1." + random.nextInt(100) + ".0-rc.1+x")
            .created(date())
            .toolVersion(text());
    for (int i = random.nextInt(5); i > 0; i--) {
      builder.calibration("scale." + random.nextInt(100), random.nextGaussian() * 1e3);
      builder.evaluation("macro-f1/" + random.nextInt(100), random.nextDouble());
    }
    for (int i = 0; i < entries; i++) {
      builder.add(fingerprint(i));
    }
    return builder.build();
  }

  Fingerprint fingerprint(int number) {
    Label label = new Label(LABELS[random.nextInt(LABELS.length)]);
    LocalDate first = date();
    return new Fingerprint(
        Fingerprint.id(label, number),
        label,
        Transport.values()[random.nextInt(2)],
        new Attributes(text(), text(), text(), nature()),
        vector(),
        1 + random.nextInt(1000),
        first,
        first.plusDays(random.nextInt(1000)),
        new Provenance(
            text(),
            random.nextBoolean() ? "" : "0123456789abcdef".repeat(4),
            text(),
            text(),
            text()));
  }

  EntropyVector vector() {
    int most = EV1.offsets().size();
    int toServer = random.nextInt(most + 1);
    int toClient = random.nextInt(most + 1);
    int both = random.nextInt(most) + 1;
    double[] values = new double[EV1.dimension()];
    for (View view : View.values()) {
      for (int i = 0; i < most; i++) {
        for (Measure measure : Measure.values()) {
          values[EV1.coordinate(view, i, measure)] = value(measure.maximum());
        }
      }
    }
    for (int i = 0; i < most; i++) {
      values[EV1.directionCoordinate(i)] = value(1);
    }
    return EntropyVector.of(EV1, both, toServer, toClient, values);
  }

  /** Often an end of the range, or just beyond it, as rounding elsewhere might give. */
  private double value(double maximum) {
    return switch (random.nextInt(10)) {
      case 0 -> 0;
      case 1 -> maximum;
      case 2 -> maximum + 9e-4;
      case 3 -> -9e-4;
      case 4 -> -0.0;
      default -> random.nextDouble() * maximum;
    };
  }

  private Optional<Nature> nature() {
    int at = random.nextInt(Nature.values().length + 1);
    return at == Nature.values().length ? Optional.empty() : Optional.of(Nature.values()[at]);
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private LocalDate date() {
    return LocalDate.of(1970, 1, 1).plusDays(random.nextInt(30_000));
  }
}
