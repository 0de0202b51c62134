package io.entroprint.fingerprints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BundledLibraryTest {

  @Test
  void isTheDirectoryOfThisModule() throws IOException {
    FingerprintLibrary text = FingerprintLibrary.read(Path.of("library"));
    FingerprintLibrary bundled = BundledLibrary.load();
    // Worked out from what is in memory, of one of them; the other's stands in its header.
    assertEquals(text.sha256(), bundled.sha256());
    // By bits: the digest knows only units.
    assertEquals(text.fingerprints(), bundled.fingerprints());
    assertEquals(text.calibration(), bundled.calibration());
    assertEquals("bundled", bundled.name());
  }

  @Test
  void knowsTheProtocolsThatTheReadmeNames() {
    FingerprintLibrary bundled = BundledLibrary.load();
    for (String name : new String[] {"ssh-2", "ssh-1", "rdp", "rtmp", "tls", "http", "dns"}) {
      assertTrue(bundled.labels().contains(new Label(name)), name);
    }
    assertTrue(bundled.calibration().containsKey("tcp.label.bias"));
    assertTrue(bundled.calibration().containsKey("udp.label.bias"));
  }

  @Test
  void everyEntrySaysWhereItComesFrom() {
    for (Fingerprint fingerprint : BundledLibrary.load().fingerprints()) {
      assertFalse(fingerprint.provenance().capture().isEmpty(), fingerprint.id());
      assertEquals(64, fingerprint.provenance().captureSha256().length(), fingerprint.id());
      assertFalse(fingerprint.provenance().origin().isEmpty(), fingerprint.id());
      assertFalse(fingerprint.provenance().licence().isEmpty(), fingerprint.id());
      assertFalse(fingerprint.provenance().family().isEmpty(), fingerprint.id());
    }
  }
}
