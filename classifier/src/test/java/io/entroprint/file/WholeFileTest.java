package io.entroprint.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path directory;

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesInPlaceOfWhatWasThereAndLeavesNothingBeside() throws IOException {
    Path file = directory.resolve("a");
    WholeFile.write(file, "one");
    WholeFile.write(file, "two");
    WholeFile.writeOneOfMany(directory.resolve("b"), "three");
    assertEquals("two", Files.readString(file));
    assertEquals(List.of("a", "b"), names());
  }

  @Test
  void whatFailsHalfWayLeavesTheOldFile() throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "old");
    FileSystemException failure =
        assertThrows(
            FileSystemException.class,
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("No space left on device");
                    }));
    assertEquals(file.toString(), failure.getFile());
    assertEquals("cannot be written: No space left on device", failure.getReason());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a"), names());
  }

  @Test
  void saysWhatIsWrongWithThePlace() {
    FileSystemException failure =
        assertThrows(
            FileSystemException.class,
            () -> WholeFile.write(directory.resolve("no").resolve("a"), "x"));
    assertEquals("cannot be written: there is no such directory", failure.getReason());
    failure = assertThrows(FileSystemException.class, () -> WholeFile.write(directory, "x"));
    assertEquals("cannot be written: is a directory", failure.getReason());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void neverWritesThroughALink() throws IOException {
    Path victim = Files.writeString(directory.resolve("victim"), "precious");
    Path file = directory.resolve("a");
    Files.createSymbolicLink(file, victim);
    Files.createSymbolicLink(directory.resolve("a.part"), victim);
    WholeFile.write(file, "mine");
    assertEquals("precious", Files.readString(victim));
    assertEquals("mine", Files.readString(file));
    assertFalse(Files.isSymbolicLink(file));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void keepsThePermissionsOfTheOldFile() throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    WholeFile.write(file, "new");
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void writesToDevicesAsTheyAre() throws IOException {
    WholeFile.write(Path.of("/dev/null"), "x");
    assertTrue(Files.exists(Path.of("/dev/null")));
    assertFalse(Files.isRegularFile(Path.of("/dev/null"), LinkOption.NOFOLLOW_LINKS));
  }

  /** Of a process that was killed; but nothing of one that may still be writing, or of others. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void sweepsAwayWhatWasLeftADayAgo() throws IOException {
    FileTime before = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
    Path victim = Files.writeString(directory.resolve("victim"), "precious");
    Path left = Files.writeString(directory.resolve(".entroprint-0123456789abcdef.part"), "half");
    Path whole = Files.createDirectory(directory.resolve(".entroprint-0123456789abcde0.part"));
    Files.writeString(whole.resolve("a"), "half");
    Path now = Files.writeString(directory.resolve(".entroprint-0123456789abcde1.part"), "half");
    Path other = Files.writeString(directory.resolve(".entroprint-mine.part"), "mine");
    Path old = Files.createDirectory(directory.resolve(".entroprint-0123456789abcdef.old"));
    Path link = directory.resolve(".entroprint-0123456789abcde2.part");
    Files.createSymbolicLink(link, victim);
    for (Path file : List.of(victim, left, whole, other, old)) {
      Files.setLastModifiedTime(file, before);
    }
    WholeFile.writeOneOfMany(directory.resolve("one"), "one of many looks at no other");
    assertTrue(Files.exists(left));
    WholeFile.write(directory.resolve("b"), "new");
    assertFalse(Files.exists(left));
    assertFalse(Files.exists(whole));
    for (Path file : List.of(victim, now, other, old, link)) {
      assertTrue(Files.exists(file, LinkOption.NOFOLLOW_LINKS), file.toString());
    }
    assertEquals("precious", Files.readString(victim));
  }

  @Test
  void ofManyWhoWriteAtOnceOneWinsWhole() throws Exception {
    Path file = directory.resolve("a");
    ExecutorService pool = Executors.newFixedThreadPool(4);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      byte[] content = new byte[1 << 20];
      java.util.Arrays.fill(content, (byte) i);
      all.add(
          pool.submit(
              () -> {
                go.await();
                for (int round = 0; round < 10; round++) {
                  WholeFile.write(file, out -> out.write(content));
                }
                return null;
              }));
    }
    go.countDown();
    for (Future<?> one : all) {
      one.get();
    }
    pool.shutdown();
    byte[] read = Files.readAllBytes(file);
    byte[] expected = new byte[1 << 20];
    java.util.Arrays.fill(expected, read[0]);
    assertArrayEquals(expected, read);
    assertEquals(List.of("a"), names());
  }

  @Test
  void aNewFileIsNeverInPlaceOfAnotherButOfAnEmptyOne() throws IOException {
    Path file = directory.resolve("key");
    WholeFile.writeNew(file, out -> out.write('1'), "rw-------");
    assertThrows(
        FileAlreadyExistsException.class,
        () -> WholeFile.writeNew(file, out -> out.write('2'), "rw-------"));
    assertEquals("1", Files.readString(file));
    Path empty = Files.createFile(directory.resolve("empty"));
    WholeFile.writeNew(empty, out -> out.write('3'), "rw-------");
    assertEquals("3", Files.readString(empty));
    assertEquals(List.of("empty", "key"), names());
  }
}
