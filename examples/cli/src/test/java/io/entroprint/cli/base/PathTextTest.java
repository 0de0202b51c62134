package io.entroprint.cli.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PathTextTest {
  @Test
  void wordsOfAsciiAreNotLookedAt() {
    String[] words = {"classify", "a b.pcap", "--json"};
    assertSame(words, PathText.asGiven(words));
    assertEquals(Path.of("a b.pcap"), PathText.parse("a b.pcap"));
    assertEquals("a b.pcap", PathText.of(Path.of("a b.pcap")));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anyByteBecomesAPathAndText() {
    Path path = PathText.parse("a/bad\udcff 100%.pcap");
    assertEquals("a/bad\ufffd 100%.pcap", PathText.of(path));
    assertTrue(path.toUri().getRawPath().endsWith("/a/bad%FF%20100%25.pcap"), path.toUri() + "");
    Path absolute = PathText.parse("/x\udc80/é");
    assertTrue(absolute.isAbsolute());
    assertEquals("/x\ufffd/é", PathText.of(absolute));
  }

  /** This process has no such words: what it was given is what it gets back. */
  @Test
  void wordsThatWereNotOnTheCommandLineStay() {
    String[] many = new String[100_000];
    java.util.Arrays.fill(many, "é");
    assertArrayEquals(many, PathText.asGiven(many));
  }
}
