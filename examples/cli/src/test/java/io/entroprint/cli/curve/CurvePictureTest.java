package io.entroprint.cli.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.cli.Ran;
import io.entroprint.packets.TinyCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class CurvePictureTest {
  private static final String HEADING =
      "capture,proto,client_ip,client_port,server_ip,server_port,start,label,client\n";

  @TempDir Path directory;

  private Path capture() throws IOException {
    return TinyCapture.create()
        .tcp(50412, 22, "abcd", "aaaa")
        .tcp(50413, 22, "abab", "aa")
        .writeTo(directory.resolve("a.pcap"));
  }

  private Path labels() throws IOException {
    return Files.writeString(
        directory.resolve("labels.csv"),
        HEADING
            + "x.pcap,tcp,192.0.2.1,50412,198.51.100.2,22,1795293886.123456,one,<&>\n"
            + "x.pcap,tcp,192.0.2.1,50413,198.51.100.2,22,1795293886.129456,two,c2\n");
  }

  private static Document parsed(Path svg) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
  }

  private static List<Element> elements(Document svg, String name) {
    List<Element> found = new ArrayList<>();
    NodeList all = svg.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      found.add((Element) all.item(i));
    }
    return found;
  }

  private static List<String> texts(Document svg) {
    return elements(svg, "text").stream().map(Node::getTextContent).toList();
  }

  /** The paths of each group of curves. */
  private static List<List<String>> curves(Document svg) {
    List<List<String>> curves = new ArrayList<>();
    for (Element group : elements(svg, "g")) {
      if (group.hasAttribute("stroke")) {
        List<String> paths = new ArrayList<>();
        NodeList all = group.getElementsByTagName("path");
        for (int i = 0; i < all.getLength(); i++) {
          paths.add(((Element) all.item(i)).getAttribute("d"));
        }
        curves.add(paths);
      }
    }
    return curves;
  }

  /** 640 pixels are 16 octaves, 420 are 8 bits; the plot begins at 56, 40. */
  @Test
  void drawsEachCurveInItsPlace() throws Exception {
    Path svg = directory.resolve("a.svg");
    Ran.command("curves", "--svg", svg, "--labels", labels(), "--only", "one", capture())
        .withCode(0)
        .silent();
    assertEquals(
        List.of(List.of("M56.0 460.0 96.0 407.5 136.0 355.0 176.0 378.7 ")), curves(parsed(svg)));
  }

  @Test
  void namesWhatItShows() throws Exception {
    Path svg = directory.resolve("a.svg");
    Ran.command(
            "curves",
            "--svg",
            svg,
            "--labels",
            labels(),
            "--by",
            "client",
            "--title",
            "a < b",
            "--threshold",
            "6.5",
            capture())
        .withCode(0)
        .silent();
    List<String> texts = texts(parsed(svg));
    assertTrue(
        texts.containsAll(
            List.of(
                "a < b",
                "<&> (1)",
                "c2 (1)",
                "6.5 bits",
                "random ± 3 SD",
                "64 KiB",
                "entropy, bits per byte")),
        texts::toString);
  }

  @Test
  void saysHowManyCurvesItLeavesOut() throws Exception {
    Path svg = directory.resolve("a.svg");
    Path examples = Ran.exampleCaptures();
    Ran.command("curves", "--svg", svg, "--most", "40", examples).withCode(0).silent();
    Document picture = parsed(svg);
    assertTrue(texts(picture).contains("40 of 115 curves drawn"));
    assertTrue(texts(picture).contains("ssh-2 (20)"));
    assertEquals(40, curves(picture).stream().mapToInt(List::size).sum());
  }

  @Test
  void isTheSameForAnyNumberOfThreads() throws IOException {
    Path one = directory.resolve("one.svg");
    Path many = directory.resolve("many.svg");
    Path examples = Ran.exampleCaptures();
    Ran.command("curves", "--threads", "1", "--svg", one, examples).withCode(0);
    Ran.command("curves", "--threads", "4", "--svg", many, examples).withCode(0);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(many));
  }

  @Test
  void drawsAPartOfTheCurves() throws Exception {
    Path svg = directory.resolve("a.svg");
    Ran.command("curves", "--svg", svg, "--bytes", "2-8", "--bits", "1-2", capture()).withCode(0);
    List<String> texts = texts(parsed(svg));
    assertTrue(texts.containsAll(List.of("2", "4", "8", "1.00", "1.10", "2.00")), texts::toString);
    assertTrue(!texts.contains("16") && !texts.contains("1"), texts::toString);
  }

  @Test
  void refusesWhatDoesNotGoWithIt() throws IOException {
    Path file = capture();
    Path svg = directory.resolve("a.svg");
    Ran.command("curves", "--svg", svg, "--packets", file).withCode(2);
    Ran.command("curves", "--svg", svg, "--csv", file).withCode(2);
    Ran.command("curves", "--svg", svg, "--view", "both,to_client", file).withCode(2);
    Ran.command("curves", "--svg", svg, "--bits", "8-7", file).withCode(2);
    Ran.command("curves", "--svg", svg, "--bits", "7", file).withCode(2);
    Ran.command("curves", "--svg", svg, "--bytes", "1-70000", file).withCode(2);
    Ran.command("curves", "--csv", "--most", "3", file).withCode(2);
  }
}
