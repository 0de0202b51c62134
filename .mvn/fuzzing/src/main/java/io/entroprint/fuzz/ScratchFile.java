package io.entroprint.fuzz;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * One file of a process, in memory, written anew for each input of a reader that takes no stream.
 */
public final class ScratchFile {
  /** The clock would take half the time. */
  private static final Configuration WITHOUT_CLOCK =
      Configuration.unix().toBuilder().setFileTimeSource(() -> FileTime.fromMillis(0)).build();

  private static final Path FILE = Jimfs.newFileSystem(WITHOUT_CLOCK).getPath("/fuzzed.in");

  private ScratchFile() {}

  /** The file, with this content. */
  public static Path of(byte[] content) {
    try {
      return Files.write(FILE, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Something that was read can be printed. */
  public static void requireText(Object read) {
    if (String.valueOf(read).isEmpty()) {
      throw new AssertionError("nothing to print");
    }
  }

  /**
   * Looks at what was said of the file.
   *
   * @throws AssertionError unless it is one line that begins with the file's name
   */
  public static void requireOneLine(IOException said) {
    String line = String.valueOf(said.getMessage());
    if (!line.startsWith(FILE.toString()) || line.chars().anyMatch(c -> c < ' ')) {
      throw new AssertionError("not one line that names the file: " + line, said);
    }
  }
}
