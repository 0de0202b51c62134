package io.entroprint.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeDirectoryTest {
  @TempDir private Path above;

  private static void write(Path target, String content, String... names) throws IOException {
    WholeDirectory.write(
        target,
        name -> name.endsWith(".f"),
        files -> {
          for (String name : names) {
            files.file(
                name, out -> out.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
          }
        });
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void replacesWhatBelongsTogetherAndKeepsTheRest() throws IOException {
    Path target = above.resolve("deep/lib");
    write(target, "one", "a.f", "b.f");
    Files.writeString(target.resolve("README.md"), "kept");
    write(target, "two", "b.f", "c.f");
    assertEquals(List.of("README.md", "b.f", "c.f"), names(target));
    assertEquals("two", Files.readString(target.resolve("b.f")));
    assertEquals("kept", Files.readString(target.resolve("README.md")));
    assertEquals(List.of("lib"), names(above.resolve("deep")));
  }

  @Test
  void whatFailsHalfWayLeavesTheOldDirectory() throws IOException {
    Path target = above.resolve("lib");
    write(target, "one", "a.f", "b.f");
    FileSystemException failure =
        assertThrows(
            FileSystemException.class,
            () ->
                WholeDirectory.write(
                    target,
                    name -> name.endsWith(".f"),
                    files -> {
                      files.file("a.f", out -> out.write('2'));
                      files.file(
                          "b.f",
                          out -> {
                            throw new IOException("No space left on device");
                          });
                    }));
    assertEquals("cannot be written: No space left on device", failure.getReason());
    assertEquals(List.of("a.f", "b.f"), names(target));
    assertEquals("one", Files.readString(target.resolve("a.f")));
    assertEquals(List.of("lib"), names(above));
  }

  @Test
  void isNoPlaceForAFile() throws IOException {
    Path target = Files.writeString(above.resolve("lib"), "a file");
    FileSystemException failure =
        assertThrows(FileSystemException.class, () -> write(target, "x", "a.f"));
    assertEquals("cannot be written: not a directory", failure.getReason());
    assertEquals("a file", Files.readString(target));
  }

  @Test
  void ofManyWhoWriteAtOnceOneWinsWhole() throws Exception {
    Path target = above.resolve("lib");
    ExecutorService pool = Executors.newFixedThreadPool(4);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> all = new ArrayList<>();
    for (String writer : List.of("1", "2", "3", "4")) {
      all.add(
          pool.submit(
              () -> {
                go.await();
                for (int round = 0; round < 10; round++) {
                  write(target, writer, "a.f", "b.f", writer + ".f");
                }
                return null;
              }));
    }
    go.countDown();
    for (Future<?> one : all) {
      one.get();
    }
    pool.shutdown();
    String winner = Files.readString(target.resolve("a.f"));
    assertEquals(winner, Files.readString(target.resolve("b.f")));
    assertEquals(List.of(winner + ".f", "a.f", "b.f"), names(target));
    assertEquals(List.of("lib"), names(above));
  }
}
