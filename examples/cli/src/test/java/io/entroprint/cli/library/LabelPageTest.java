package io.entroprint.cli.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

  /** Made again by {@code entroprint library list --markdown} whenever the library changes. */
  @Test
  void thePageInTheRepositoryIsThatOfTheBundledLibrary() throws IOException {
    String page = Ran.command("library", "list", "--markdown").withCode(0).silent().out();
    assertEquals(page, Files.readString(Path.of("../../fingerprints/LABELS.md")));
    assertTrue(page.contains("| `tls` | ssl | tls | TLS | tls |\n"), page);
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
