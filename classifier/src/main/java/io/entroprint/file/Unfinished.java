package io.entroprint.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What files and directories that are not whole yet have in common. */
final class Unfinished {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Unfinished() {}

  /** A name beside a target that nobody can foresee, and so nobody can have put a link at. */
  static Path beside(Path target, String suffix) {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    // Not the target's name and more, which could be longer than names may be.
    String name = ".entroprint-" + HexFormat.of().formatHex(random) + suffix;
    return target.toAbsolutePath().resolveSibling(name);
  }

  /** Renames in one step, where the file system can. */
  static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Makes the renaming in a directory last, where the system lets a directory be opened. */
  @SuppressWarnings("EmptyCatch") // the content was forced; the name is as good as a rename gives
  static void forceDirectoryOf(Path file) {
    try (FileChannel directory =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    } catch (IOException e) {
      // Windows does not.
    }
  }

  /** The same failure by the name that the user knows, and with a reason. */
  static FileSystemException failure(Path target, IOException e) {
    FileSystemException clear =
        e instanceof FileAlreadyExistsException
            ? new FileAlreadyExistsException(target.toString())
            : new FileSystemException(target.toString(), null, "cannot be written: " + reason(e));
    clear.initCause(e);
    return clear;
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such directory";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (e instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
