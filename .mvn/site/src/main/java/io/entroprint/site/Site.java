package io.entroprint.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The project's web site: its Markdown pages, their pictures, and the javadoc. */
public final class Site {
  /** The way through the site; pages that are not named here are reached from these. */
  private static final Map<String, String> NAVIGATION =
      Map.ofEntries(
          Map.entry("README.md", "1 Start"),
          Map.entry("examples/cli/README.md", "2 Command"),
          Map.entry("examples/cli/COOKBOOK.md", "3 Recipes"),
          Map.entry("classifier/EMBEDDING.md", "4 Embedding"),
          Map.entry("classifier/OUTPUTS.md", "5 Outputs"),
          Map.entry("fingerprints/LABELS.md", "6 Labels"),
          Map.entry("classifier/FORMAT.md", "7 Library file"),
          Map.entry("classifier/ENVELOPES.md", "8 Envelopes"),
          Map.entry("classifier/EVALUATION.md", "9 How good"));

  private Site() {}

  /**
   * Makes the site.
   *
   * @param arguments the top of the repository, and the directory to write into
   */
  public static void main(String[] arguments) throws IOException {
    Path top = Path.of(arguments[0]).toRealPath();
    Path into = Path.of(arguments[1]);
    pages(top, into);
    Javadoc.write(top, into.resolve("javadoc"));
  }

  /**
   * Writes the pages and pictures, each where it lies in the repository, README.md as index.html.
   *
   * @return how many pages there are
   */
  static int pages(Path top, Path into) throws IOException {
    List<Path> pages = below(top, ".md");
    for (Path page : pages) {
      String name = top.relativize(page).toString().replace('\\', '/');
      Path target = into.resolve(html(name));
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.writeString(target, Page.of(name, Files.readString(page), NAVIGATION));
    }
    for (String picture : List.of(".png", ".svg")) {
      for (Path file : below(top, picture)) {
        Path target = into.resolve(top.relativize(file).toString());
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.write(target, Files.readAllBytes(file));
      }
    }
    return pages.size();
  }

  /** The name of a page on the site. */
  static String html(String page) {
    return page.replaceAll("(^|/)README\\.md$", "$1index.html").replaceAll("\\.md$", ".html");
  }

  private static List<Path> below(Path top, String ending) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(top)) {
      all.filter(file -> file.toString().endsWith(ending))
          .filter(file -> !top.relativize(file).toString().matches("(.*/)?(target|\\.git)/.*"))
          .sorted()
          .forEach(found::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return found;
  }
}
