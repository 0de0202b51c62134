package io.entroprint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person gets wrong is said in the words of this program, with what was expected. */
class MistakesTest {
  private static final Path SSH_1 = Ran.exampleCaptures().resolve("ssh1.pcap");
  private static final Path SSH_2 = Ran.exampleCaptures().resolve("ssh2.pcap");

  @TempDir Path directory;

  private Path collection(String label) throws IOException {
    Path made = Files.createDirectories(directory.resolve(label));
    Files.copy(SSH_1, made.resolve("a.pcap"));
    Ran sheet = Ran.command("streams", "--labels", made).withCode(0);
    Files.writeString(made.resolve("labels.csv"), sheet.out().replace("Z,,", "Z," + label + ","));
    return made;
  }

  @Test
  void wordsOfAVerdictAreNoLabels() throws IOException {
    for (String word : List.of("unknown", "undecided")) {
      Path captures = collection(word);
      Ran ran =
          Ran.command("train", "--captures", captures, "-o", directory.resolve("x")).withCode(1);
      assertEquals(
          "entroprint: "
              + captures.resolve("labels.csv")
              + " line 2: not a label of a stream: '"
              + word
              + "' is what a stream without a label is called, and no label\n",
          ran.err());
    }
  }

  /** A name that is not UTF-8 is lost in a text; it is found again all the same. */
  @Test
  void aNameOfAnyBytesIsFoundAgainFromALabelSheet() throws IOException {
    Path captures = Files.createDirectories(directory.resolve("captures"));
    Path odd = Path.of(URI.create(captures.toUri() + "caf%E9.pcap"));
    Files.copy(SSH_1, odd);
    Files.copy(SSH_2, captures.resolve("caf.pcap"));
    Ran sheet = Ran.command("streams", "--labels", captures).withCode(0);
    assertTrue(sheet.out().contains("caf\ufffd.pcap,"), sheet.out());
    Files.writeString(captures.resolve("labels.csv"), sheet.out().replace("Z,,", "Z,ssh-1,"));
    Path library = directory.resolve("library");
    Ran.command("train", "--captures", captures, "-o", library).withCode(0).silent();
    // Two that look alike cannot be told apart.
    Files.copy(odd, Path.of(URI.create(captures.toUri() + "caf%E8.pcap")));
    Ran two = Ran.command("train", "--captures", captures, "-o", library).withCode(1);
    assertTrue(two.err().contains("caf\ufffd.pcap: no such capture"), two.err());
  }

  @Test
  void aBrokenFileOfGroupsIsNotToldInWordsOfTheParser() throws IOException {
    Path groups = directory.resolve("groups.json");
    for (List<String> one :
        List.of(
            List.of("{\"a\":", "not JSON at column 6"),
            List.of("[]", "it is none"),
            List.of("{\"discover\":{\"group\":1}}", "it has no proto"),
            List.of(
                "{\"discover\":{\"group\":1},\"proto\":\"x\"}",
                "proto: expected TCP or UDP, found 'x'"),
            List.of(
                "{\"discover\":{\"group\":\"x\"}}",
                "discover.group: expected a number, found 'x'"))) {
      Files.writeString(groups, one.get(0) + "\n");
      Path out = directory.resolve("x");
      Ran ran = Ran.command("learn", "x", "--group", 1, "--groups", groups, "-o", out).withCode(1);
      String expected =
          "entroprint: " + groups + " line 1: expected an object of discover --json: ";
      assertEquals(expected + one.get(1) + "\n", ran.err());
    }
  }

  @Test
  void aNewLabelNearAKnownOneIsPointedOut() {
    Path out = directory.resolve("taught");
    Ran near = Ran.command("learn", "sshh", "--anyway", "-o", out, SSH_1).withCode(0);
    assertTrue(near.err().startsWith("entroprint: no label 'sshh' in bundled@"), near.err());
    String meant = "; did you mean ssh-1 or ssh-2? It is taken as a new one\n";
    assertTrue(near.err().endsWith(meant), near.err());
    for (String label : List.of("ssh-1", "our-own-protocol")) {
      Ran.command("learn", label, "--anyway", "-o", out, SSH_1).withCode(0).silent();
    }
  }

  @Test
  void nothingIsDrawnOfALabelThatNoStreamHas() {
    Path svg = directory.resolve("a.svg");
    Ran ran = Ran.command("curves", "--svg", svg, "--only", "ssh2", SSH_2).withCode(1);
    assertEquals(
        "entroprint: nothing drawn: no stream is ssh2 (is ssh-2 meant?); there are ssh-2\n",
        ran.err());
    assertFalse(Files.exists(svg));
  }

  @Test
  void aRangeSaysWhatItIsOf() {
    Path svg = directory.resolve("a.svg");
    for (String wrong : List.of("x", "7", "8-7", "2-9", "1-2-3", "-1-2")) {
      Ran bits = Ran.command("curves", "--svg", svg, "--bits=" + wrong, SSH_1).withCode(2);
      String from =
          "must be two numbers of bits from 0 to 8, the smaller one first, such as 6.5-8,";
      assertTrue(bits.err().contains(from + " not '" + wrong + "'"), bits.err());
    }
    Ran bytes = Ran.command("curves", "--svg", svg, "--bytes", "0-70000", SSH_1).withCode(2);
    assertTrue(bytes.err().contains("two numbers of bytes from 1 to 65536, "), bytes.err());
  }

  @Test
  void aCollectionOfOneFamilyHasNoEmptyTables() throws IOException {
    Ran ran = Ran.command("evaluate", "--captures", collection("ssh-1")).withCode(0);
    assertTrue(ran.out().startsWith("TCP: no stream to ask about\nstreams left out"), ran.out());
    assertFalse(ran.out().contains("ACCURACY"), ran.out());
  }

  @Test
  void oneStreamIsNoStreams() throws IOException {
    Path spec = Files.writeString(directory.resolve("a.nes"), "Port: all\nRange: 1 9 0 8\n");
    Path one = Ran.exampleCaptures().resolve("http.pcap");
    Ran ran = Ran.command("envelope", "check", "--spec", spec, "--where", "tcp", one);
    assertFalse(
        Pattern.compile("\\b1 of 1 streams|\\b1 streams").matcher(ran.out()).find(), ran.out());
  }

  @Test
  void noAddressIsBrokenInTheHelp() {
    for (String command : List.of("monitor", "classify", "curves", "train", "learn")) {
      String help = Ran.command(command, "--help").withCode(0).out();
      assertFalse(
          Pattern.compile("(?m)(://|\\b(http|https|tcp|udp|HOST):)$").matcher(help).find(), help);
    }
  }
}
