package io.entroprint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.packets.TinyCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line takes, and what it says of one that is wrong. */
class CommandLineTest {
  @TempDir Path directory;

  private Path capture(String name) throws IOException {
    return TinyCapture.create().udp(1, 2, "x").writeTo(directory.resolve(name));
  }

  @Test
  void readsOptionsInAnyFormAndPlace() throws IOException {
    Path one = capture("one");
    Path two = capture("two");
    Ran plain = Ran.command("streams", "--json", "--threads", 1, one, two).withCode(0).silent();
    assertEquals(2, plain.lines().size());
    assertEquals(plain, Ran.command("streams", one, "--threads=1", "--json", two));
    Path out = directory.resolve("a=b");
    Ran.command("curves", one, "-o", out).withCode(0).silent();
    assertTrue(Files.isDirectory(out));
  }

  @Test
  void takesEverythingBehindTheDoubleDashForOperands() {
    Ran ran = Ran.command("streams", "--", "--json", "-x").withCode(1);
    assertEquals(
        List.of("entroprint: --json: no such file", "entroprint: -x: no such file"),
        ran.problems());
  }

  /** Such a file is a capture, no list of more arguments. */
  @Test
  void takesAFileThatBeginsWithAnAtSignAsItIs() {
    Ran ran = Ran.command("streams", "@missing").withCode(1);
    assertEquals(List.of("entroprint: @missing: no such file"), ran.problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nosuch                          | 'nosuch'                              | entroprint",
        "streams --jsn f                 | '--jsn'                               | streams",
        "streams --json=1 f              | '--json'                              | streams",
        "streams f --threads             | '--threads'                           | streams",
        "streams --json                  | CAPTURE                               | streams",
        "streams --threads 0 f           | a whole number from 1 to 256, not '0' | streams",
        "streams --threads two f         | a whole number from 1 to 256, not     | streams",
        "streams --threads 1 --threads 2 f | only once                           | streams",
        "streams --tunnels gre,tin-can f | not 'tin-can'                         | streams",
        "streams --tunnels vxlan:0 f     | from 1 to 65535 behind the colon, not '0' | streams",
        "streams --tunnels gre:47 f      | no port for gre                       | streams",
        "classify --force --force=1 f    | '--force'                             | classify",
        "curves f                        | -o=DIR                                | curves",
        "curves --csv -o d f             | mutually exclusive                    | curves",
        "curves --csv --view sideways f  | not 'sideways'                        | curves",
        "curves --csv --offsets 4,2 f    | ascending numbers from 1 to           | curves",
        "train -o x                      | --captures                            | train",
        "train --captures .              | --output                              | train",
        "train -o x --captures . --created today | such as 2026-11-21, not       | train",
        "train -o x --captures . --labels a --labels b | as often as --captures  | train",
        "evaluate --captures . --radius 9 | must be from 0 to 8, not '9'         | evaluate",
        "curves --csv --threshold 7 f    | --threshold goes with --packets       | curves",
        "curves --packets --csv f        | --packets goes with --output          | curves",
        "envelope check f                | --spec or --config                    | check",
        "envelope learn --port 65536 f   | from 1 to 65535, not '65536'          | learn",
        "envelope learn --direction up f | must be both, cli2srv or srv2cli      | learn",
        "sessions --cluster-min 1 f      | a whole number from 2 to              | sessions",
        "sessions --recurring-min 2 f    | a whole number from 3 to              | sessions",
        "sessions --within 5 f           | --within goes with --around           | sessions",
        "evaluate --captures . --proto sctp | 'sctp'                             | evaluate",
        "monitor -i lo --buffer 0        | from 1 to 2047, not '0'               | monitor",
        "library nosuch                  | 'nosuch'                              | library",
        "library show x y                | 'y'                                   | library show"
      })
  void saysInOneLineWhatIsWrong(String words, String message, String command) {
    Ran ran = Ran.command((Object[]) words.split(" ")).withCode(2);
    assertEquals("", ran.out());
    assertEquals(1, ran.problems().size(), ran.err());
    String line = ran.problems().get(0);
    assertTrue(line.startsWith("entroprint: ") && line.contains(message), line);
    assertTrue(line.endsWith(command + " --help)"), line);
  }

  @Test
  void showsTheUsageOnTheErrorStreamWithoutACommand() {
    for (Object[] words :
        List.of(new Object[] {}, new Object[] {"library"}, new Object[] {"envelope"})) {
      Ran ran = Ran.command(words).withCode(2);
      assertEquals("", ran.out());
      assertTrue(ran.err().startsWith("Usage: entroprint"), ran.err());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--help            | classify",
        "-h                | evaluate",
        "help              | library",
        "help streams      | classify",
        "streams --help    | CAPTURE...",
        "train -h          | (default: custom)",
        "evaluate --help   | (default: 32)",
        "envelope --help   | learn",
        "sessions --help   | --around",
        "library --help    | show",
        "library show -h   | --calibration"
      })
  void printsHelp(String words, String contained) {
    Ran ran = Ran.command((Object[]) words.split(" ")).withCode(0).silent();
    assertTrue(ran.out().startsWith("Usage: entroprint "), ran.out());
    assertTrue(ran.out().contains(contained), ran.out());
    assertTrue(ran.out().chars().noneMatch(c -> c == '\033'), "colours");
  }

  @Test
  void saysOnceThatSomethingIsWrong() {
    Ran ran = Ran.command("library", "prune", "-o", "x", "bundled").withCode(2);
    assertTrue(ran.err().startsWith("entroprint: Missing required argument"), ran.err());
  }

  @Test
  void printsTheVersion() {
    assertEquals("entroprint development\n", Ran.command("--version").withCode(0).silent().out());
    assertEquals("entroprint development\n", Ran.command("-V").withCode(0).silent().out());
  }
}
