package io.entroprint.cli.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.cli.ExampleLibrary;
import io.entroprint.cli.Ran;
import io.entroprint.packets.TinyCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library that cannot be trusted gives one line that says where and why, and no verdict. */
class BadLibraryTest {
  @TempDir static Path directory;

  private static String good;
  private static Path capture;

  @BeforeAll
  static void trainALibrary() throws IOException {
    good = Files.readString(ExampleLibrary.trainTo(directory.resolve("good")));
    capture = TinyCapture.create().udp(1, 2, "x").writeTo(directory.resolve("good.pcap"));
  }

  private static String problemOf(Path library) {
    Ran ran = Ran.command("classify", "--json", "--library", library, capture).withCode(1);
    assertEquals("", ran.out());
    assertEquals(1, ran.problems().size(), ran.err());
    assertTrue(ran.err().startsWith("entroprint: " + library), ran.err());
    assertEquals(ran.err(), Ran.command("library", "show", "--library", library).err());
    return ran.err().substring(("entroprint: " + library).length());
  }

  private static String problemOfChanged(UnaryOperator<String> change) throws IOException {
    String changed = change.apply(good);
    assertTrue(!changed.equals(good), "nothing was changed");
    return problemOf(Files.writeString(directory.resolve("bad"), changed));
  }

  @Test
  void missing() {
    assertEquals(": no such file\n", problemOf(directory.resolve("missing")));
  }

  @Test
  void textFile() throws IOException {
    Path text = Files.writeString(directory.resolve("notes"), "these are my notes\n");
    assertTrue(problemOf(text).contains("line 1"));
  }

  @Test
  void otherFormatVersion() throws IOException {
    String problem = problemOfChanged(s -> s.replaceFirst("library 1\\.", "library 7."));
    assertTrue(problem.contains("line 1") && problem.contains("7"), problem);
  }

  @Test
  void otherFeatureDefinition() throws IOException {
    String problem = problemOfChanged(s -> s.replaceFirst("definition ev1", "definition ev9"));
    assertTrue(problem.contains("line 2") && problem.contains("ev9"), problem);
  }

  @Test
  void wrongDigest() throws IOException {
    String problem = problemOfChanged(s -> s.replaceFirst("name examples", "name exampled"));
    assertTrue(problem.contains("line ") && problem.contains("wrong digest"), problem);
  }

  @Test
  void notANumber() throws IOException {
    String problem = problemOfChanged(s -> s.replaceFirst("threshold [0-9.]+", "threshold NaN"));
    assertTrue(problem.contains("line ") && problem.contains("NaN"), problem);
  }

  @Test
  void cutShort() throws IOException {
    assertTrue(problemOfChanged(s -> s.substring(0, s.length() / 2)).contains("line "));
  }
}
