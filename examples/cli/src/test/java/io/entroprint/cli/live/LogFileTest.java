package io.entroprint.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entroprint.output.VerdictFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What logrotate does: move the file away, then tell the one who writes. */
class LogFileTest {
  @TempDir Path directory;

  private static byte[] line(String text) {
    return (text + "\n").getBytes(UTF_8);
  }

  @Test
  void goesOnInANewFileOnceTold() throws IOException {
    Path path = directory.resolve("eve.json");
    Path moved = directory.resolve("eve.json.1");
    Files.writeString(path, "before\n");
    try (LogFile file = LogFile.append(path, VerdictFormat.eve())) {
      file.write(line("a"));
      Files.move(path, moved);
      file.write(line("b"));
      file.reopen();
      file.write(line("c"));
    }
    assertEquals("before\na\nb\n", Files.readString(moved));
    assertEquals("c\n", Files.readString(path));
  }

  @Test
  void goesOnBehindWhatAnotherProgramPutThere() throws IOException {
    Path path = directory.resolve("eve.json");
    try (LogFile file = LogFile.append(path, VerdictFormat.eve())) {
      Files.move(path, directory.resolve("eve.json.1"));
      Files.writeString(path, "x\n");
      file.reopen();
      file.write(line("a"));
    }
    assertEquals("x\na\n", Files.readString(path));
  }

  @Test
  void aFileThatWasNotMovedIsNotBegunAnew() throws IOException {
    Path path = directory.resolve("conn.log");
    try (LogFile file = LogFile.create(path, VerdictFormat.zeek())) {
      file.reopen();
      file.write(line("a"));
      file.reopen();
    }
    String header = VerdictFormat.zeek().header();
    // The header comes with the first event, or at the end.
    assertEquals("a\n" + header, Files.readString(path));
  }

  @Test
  void eachTableHasItsHeading() throws IOException {
    Path path = directory.resolve("verdicts.csv");
    Path moved = directory.resolve("verdicts.csv.1");
    try (LogFile file = LogFile.create(path, VerdictFormat.csv())) {
      Files.move(path, moved);
      file.reopen();
    }
    String heading = VerdictFormat.csv().header();
    assertEquals(heading, Files.readString(moved));
    assertEquals(heading, Files.readString(path));
  }

  @Test
  void theOldFileGoesOnWhereNoNewOneCanBe() throws IOException {
    Path place = Files.createDirectory(directory.resolve("place"));
    Path moved = directory.resolve("moved");
    try (LogFile file = LogFile.append(place.resolve("eve.json"), VerdictFormat.eve())) {
      Files.move(place, moved);
      assertThrows(IOException.class, file::reopen);
      file.write(line("a"));
    }
    assertEquals("a\n", Files.readString(moved.resolve("eve.json")));
  }
}
