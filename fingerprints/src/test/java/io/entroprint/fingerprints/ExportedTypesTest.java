package io.entroprint.fingerprints;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whatever is exported is promised for years, so each type that a host can name stands in a list
 * with the reason why. What only this project calls belongs into a package that is not exported.
 */
class ExportedTypesTest {
  private static final Pattern PUBLIC = Pattern.compile("^public ", Pattern.MULTILINE);

  @Test
  void eachExportedTypeHasItsReason() throws IOException {
    Set<String> exported = new TreeSet<>();
    for (Path file : PublishedSources.files()) {
      String source = Files.readString(file);
      if (PUBLIC.matcher(source).find()) {
        String name = file.getFileName().toString();
        exported.add(packageOf(source) + "." + name.substring(0, name.indexOf('.')));
      }
    }
    Set<String> listed = new TreeSet<>();
    String inPackage = "";
    for (String line : list()) {
      if (line.startsWith("  ")) {
        int colon = line.indexOf(": ");
        assertTrue(colon > 0 && line.length() > colon + 10, () -> "no reason: " + line);
        assertTrue(listed.add(inPackage + "." + line.substring(2, colon)), line);
      } else {
        inPackage = line;
      }
    }
    assertEquals(String.join("\n", listed), String.join("\n", exported));
  }

  private static String packageOf(String source) {
    int at = source.indexOf("package ") + "package ".length();
    return source.substring(at, source.indexOf(';', at));
  }

  private static List<String> list() throws IOException {
    try (InputStream in = ExportedTypesTest.class.getResourceAsStream("exported-types.txt")) {
      return new ArrayList<>(new String(in.readAllBytes(), UTF_8).lines().toList());
    }
  }
}
