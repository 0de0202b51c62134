package io.entroprint.sensor;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.Attributes;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.Provenance;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.Random;

/** Two kinds of streams made for tests, and libraries that know them. */
final class Made {
  static final FlowKey KEY =
      new FlowKey(
          Transport.TCP, IpAddress.parse("192.0.2.1"), 50412, IpAddress.parse("192.0.2.2"), 22);

  static final FlowKey UDP_KEY = new FlowKey(Transport.UDP, KEY.client(), 1, KEY.server(), 53);

  static final byte[] LETTERS = bytes(1, 'a', 4, 4_096);
  static final byte[] DIGITS = bytes(2, '0', 10, 4_096);

  static final FingerprintLibrary LIBRARY = library("made", "1.0.0", "letters");

  /** Knows the letters by another name. */
  static final FingerprintLibrary OTHER_LIBRARY = library("other", "2.0.0", "renamed");

  private Made() {}

  private static byte[] bytes(int seed, char first, int values, int length) {
    Random random = new Random(seed);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (first + random.nextInt(values));
    }
    return bytes;
  }

  /** What neither kind is like. */
  static byte[] noise() {
    byte[] noise = new byte[3_000];
    new Random(3).nextBytes(noise);
    return noise;
  }

  private static FingerprintLibrary library(String name, String version, String letters) {
    return FingerprintLibrary.builder(FeatureDefinition.EV1, name, version)
        .created(LocalDate.EPOCH)
        .add(fingerprint(letters, LETTERS))
        .add(fingerprint("digits", DIGITS))
        .build();
  }

  private static Fingerprint fingerprint(String label, byte[] toServer) {
    return new Fingerprint(
        Fingerprint.id(new Label(label), 1),
        new Label(label),
        Transport.TCP,
        Attributes.NONE,
        evidence(toServer).vector(),
        1,
        LocalDate.EPOCH,
        LocalDate.EPOCH,
        Provenance.NONE);
  }

  /** A stream of these bytes that goes on. */
  static StreamEvidence evidence(byte[] toServer) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    meter.add(Direction.TO_SERVER, toServer, 0, toServer.length);
    return StreamEvidence.of(Transport.TCP, meter);
  }
}
