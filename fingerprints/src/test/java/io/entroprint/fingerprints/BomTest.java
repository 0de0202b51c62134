package io.entroprint.fingerprints;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The BOM has no parent to inherit from, so that its version has to be kept equal. */
class BomTest {
  private static final Path BOM = Path.of("..", ".mvn", "bom", "pom.xml");
  private static final Path PARENT = Path.of("..", "pom.xml");

  @Test
  void hasTheVersionOfTheParent() throws Exception {
    assertEquals(texts(PARENT, "/project/version"), texts(BOM, "/project/version"));
  }

  @Test
  void namesTheThreePublishedArtefactsAndNothingElse() throws Exception {
    String managed = "/project/dependencyManagement/dependencies/dependency/";
    assertEquals(
        List.of("entroprint-core", "entroprint-classifier", "entroprint-fingerprints"),
        texts(BOM, managed + "artifactId"));
    assertEquals(
        List.of("${project.version}", "${project.version}", "${project.version}"),
        texts(BOM, managed + "version"));
  }

  private static List<String> texts(Path pom, String path) throws Exception {
    Document document =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
    NodeList nodes =
        (NodeList)
            XPathFactory.newDefaultInstance()
                .newXPath()
                .evaluate(path, document, XPathConstants.NODESET);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }
}
