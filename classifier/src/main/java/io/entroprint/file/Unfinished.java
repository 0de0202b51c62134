package io.entroprint.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What files and directories that are not whole yet have in common. */
final class Unfinished {
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String PART = ".part";
  private static final Pattern NAME = Pattern.compile("\\.entroprint-[0-9a-f]{16}\\.part");

  /** Nobody writes for so long without writing anything. */
  private static final Duration STALE = Duration.ofDays(1);

  private Unfinished() {}

  /** A name for what is being written. */
  static Path beside(Path target) {
    return beside(target, PART);
  }

  /** A name beside a target that nobody can foresee, and so nobody can have put a link at. */
  static Path beside(Path target, String suffix) {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    // Not the target's name and more, which could be longer than names may be.
    String name = ".entroprint-" + HexFormat.of().formatHex(random) + suffix;
    return target.toAbsolutePath().resolveSibling(name);
  }

  /**
   * Deletes what writers that were killed left beside a target a day ago or longer. What they had
   * moved out of the way, {@code .old}, stays: it may be all that there is.
   */
  @SuppressWarnings("EmptyCatch") // what cannot be deleted stays
  static void sweep(Path target) {
    Instant latest = Instant.now().minus(STALE);
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(target.toAbsolutePath().getParent(), ".entroprint-*" + PART)) {
      for (Path left : all) {
        BasicFileAttributes what =
            Files.readAttributes(left, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (NAME.matcher(left.getFileName().toString()).matches()
            && what.lastModifiedTime().toInstant().isBefore(latest)) {
          delete(left, what);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Nor is it what was asked for.
    }
  }

  private static void delete(Path left, BasicFileAttributes what) throws IOException {
    if (what.isDirectory()) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(left)) {
        for (Path file : files) {
          if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(file);
          }
        }
      }
    }
    if (what.isDirectory() || what.isRegularFile()) {
      Files.delete(left);
    }
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
