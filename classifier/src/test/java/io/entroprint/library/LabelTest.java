package io.entroprint.library;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a label may be called: in memory, in a file and as the name of a file. */
class LabelTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "undecided"})
  void whatSaysThatThereIsNoLabelIsNone(String word) throws IOException {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> new Label(word));
    assertEquals(
        "'" + word + "' is what a stream without a label is called, and no label",
        thrown.getMessage());

    String text = GoldenLibrary.text(GoldenLibrary.tiny());
    int at = text.indexOf("fingerprint ") + "fingerprint ".length();
    String label = text.substring(at, text.indexOf('/', at));
    byte[] changed = text.replace(" " + label + "/", " " + word + "/").getBytes(UTF_8);
    LibraryFormatException line =
        assertThrows(LibraryFormatException.class, () -> GoldenLibrary.read(changed));
    assertTrue(line.getMessage().contains("expected a label, '/' and 4 to 12 digits"), word);

    Path library = directory.resolve("library");
    GoldenLibrary.tiny().writeDirectory(library);
    Path file = library.resolve(label + ".fingerprints");
    Files.move(file, library.resolve(word + ".fingerprints"));
    LibraryFormatException name =
        assertThrows(LibraryFormatException.class, () -> FingerprintLibrary.read(library));
    assertTrue(name.getMessage().contains("expected a file name of a label"), name::getMessage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"known", "unknown-2", "undecided.x", "undetermined", "7"})
  void othersAreLabels(String word) {
    assertEquals(word, new Label(word).name());
  }

  @Test
  void aLabelHasTheFormOfAName() {
    for (String wrong : new String[] {"", "Ssh", "-a", "a b", "a/b", "x".repeat(65)}) {
      assertThrows(IllegalArgumentException.class, () -> new Label(wrong));
    }
    assertEquals(64, new Label("x".repeat(64)).name().length());
  }
}
