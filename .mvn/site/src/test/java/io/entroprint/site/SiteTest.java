package io.entroprint.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
  private static final Path TOP = Path.of("..", "..");
  private static final Pattern TARGET = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

  @TempDir Path directory;

  /** Every link within the site leads to a file that is there, and to a heading that it has. */
  @Test
  void linksLeadSomewhere() throws IOException {
    int pages = Site.pages(TOP, directory);
    assertTrue(pages > 15, pages + " pages");
    List<String> broken = new ArrayList<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path page : all.filter(file -> file.toString().endsWith(".html")).toList()) {
        Matcher link = TARGET.matcher(Files.readString(page));
        while (link.find()) {
          if (!leadsSomewhere(page, link.group(1))) {
            broken.add(directory.relativize(page) + " -> " + link.group(1));
          }
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  private boolean leadsSomewhere(Path page, String link) throws IOException {
    if (link.contains("://") || link.contains("javadoc/")) {
      return true;
    }
    String[] parts = link.split("#", 2);
    Path file = parts[0].isEmpty() ? page : page.getParent().resolve(parts[0]).normalize();
    if (!Files.exists(file)) {
      // A program or a capture: not a page, but in the repository.
      return Files.exists(TOP.resolve(directory.relativize(file)));
    }
    return parts.length == 1 || Files.readString(file).contains("id=\"" + parts[1] + "\"");
  }

  @Test
  void pagesAreHtml() throws IOException {
    Site.pages(TOP, directory);
    String start = Files.readString(directory.resolve("index.html"));
    assertTrue(start.contains("<h1 id=\"entroprint\">Entroprint</h1>"), start);
    assertTrue(start.contains("<table>"));
    assertTrue(start.contains("href=\"examples/cli/index.html\""));
    assertTrue(Files.exists(directory.resolve("examples/cli/report.png")));
  }

  @Test
  void anchorsAreThoseOfTheRepository() {
    assertEquals("what-was-seen-and-left-out", Page.anchor("What was seen, and left out"));
  }
}
