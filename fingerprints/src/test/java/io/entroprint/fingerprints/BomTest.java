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

  /** Central wants it in each POM, and without a parent there is nothing to inherit. */
  @Test
  void livesWhereTheParentLives() throws Exception {
    for (String path :
        List.of(
            "url",
            "scm/connection",
            "scm/developerConnection",
            "scm/url",
            "developers/developer/name",
            "developers/developer/email",
            "licenses/license/url")) {
      String wanted = texts(PARENT, "/project/" + path).get(0);
      for (String property :
          List.of(
              "entroprint.url",
              "entroprint.scm",
              "entroprint.developer.name",
              "entroprint.developer.email")) {
        String value = texts(PARENT, "/project/properties/" + property).get(0);
        wanted = wanted.replace("${" + property + "}", value);
      }
      assertEquals(List.of(wanted), texts(BOM, "/project/" + path), path);
    }
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
