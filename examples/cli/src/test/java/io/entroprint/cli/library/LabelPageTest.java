package io.entroprint.cli.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.cli.Ran;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.LabelDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of labels that stands beside the bundled library. */
class LabelPageTest {
  @Test
  void everyLabelOfTheBundledLibraryIsDefined() {
    List<Label> undefined =
        BundledLibrary.load().labels().stream()
            .filter(label -> LabelDefinition.of(label).isEmpty())
            .toList();
    assertEquals(List.of(), undefined, "labels.tsv lacks definitions");
  }

  private static final Path MEASURED = Path.of("../../fingerprints/by-label.csv");

  /** Made again as it says itself whenever the library changes. */
  @Test
  void thePageInTheRepositoryIsThatOfTheBundledLibrary() throws IOException {
    String page =
        Ran.command("library", "list", "--markdown", "--measured", MEASURED)
            .withCode(0)
            .silent()
            .out();
    assertEquals(page, Files.readString(Path.of("../../fingerprints/LABELS.md")));
    assertTrue(page.contains("| `tls` | ssl | tls | TLS | tls |\n"), page);
  }

  @Test
  void howOftenALabelIsRightStandsBesideIt(@TempDir Path directory) throws IOException {
    Path measured = directory.resolve("by-label.csv");
    Files.writeString(
        measured, "proto,label,asked,right,said\ntcp,tls,400,399,399\nudp,dns,10,5,8\n");
    String page =
        Ran.command("library", "list", "--markdown", "--measured", measured).withCode(0).out();
    assertTrue(page.contains(" | .99 of 400 | 1 | SSL 3 to TLS 1.3"), page);
    assertTrue(page.contains(" | .50 of 10 | .63 | DNS over UDP"), page);
    assertTrue(page.contains(" | - | - | Beckhoff's ADS"), page);
    String plain = Ran.command("library", "list", "--markdown").withCode(0).out();
    assertFalse(plain.contains("of those said"), plain);
  }

  @Test
  void anotherFileThanThatIsRefused(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("by-label.csv");
    Files.writeString(file, "proto,label,asked,right,said\ntcp,tls,many,0,0\n");
    Ran ran = Ran.command("library", "list", "--markdown", "--measured", file).withCode(1);
    assertTrue(ran.err().contains("by-label.csv: line 2: expected a protocol, a label"), ran.err());
    Ran.command("library", "list", "--measured", file).withCode(2);
  }

  @Test
  void verdictsCarryTheNamesOfOthers() {
    Ran ran =
        Ran.command(
            "classify",
            "--json",
            "--names",
            "zeek,ndpi",
            Ran.exampleCaptures().resolve("tls.pcap"));
    String first = ran.withCode(0).lines().get(0);
    assertTrue(first.contains("\"names\":{\"zeek\":\"ssl\",\"ndpi\":\"TLS\"}"), first);
  }
}
