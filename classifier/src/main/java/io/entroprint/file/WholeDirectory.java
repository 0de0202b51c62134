package io.entroprint.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Writes directories of files that belong together so that they change as one: a new directory of a
 * random name beside the old one, forced to the disk, which then changes places with it. On a full
 * disk the old directory stays; of two who write at once one wins, and his directory is whole.
 *
 * <p>No call of Java changes the places of two directories in one step: for a moment, between two
 * renames, there is none.
 */
public final class WholeDirectory {
  /** How often another writer may come between before we give up. */
  private static final int ATTEMPTS = 100;

  private final Path target;
  private final Predicate<String> ours;
  private final Path unfinished;

  private WholeDirectory(Path target, Predicate<String> ours) {
    this.target = target;
    this.ours = ours;
    unfinished = Unfinished.beside(target);
  }

  /** Adds the files of the new directory. */
  public interface Filler {
    /** Adds all of them. */
    void fill(WholeDirectory directory) throws IOException;
  }

  /**
   * Writes a directory, in place of what was there. Its directories above are made.
   *
   * @param ours which names are those of files that belong together: these are replaced, others of
   *     the old directory stay
   * @throws FileSystemException if it cannot be written: the directory and the reason
   */
  public static void write(Path target, Predicate<String> ours, Filler filler) throws IOException {
    WholeDirectory directory = new WholeDirectory(target, ours);
    try {
      requireDirectory(target);
      Files.createDirectories(target.toAbsolutePath().getParent());
      try {
        Files.createDirectory(directory.unfinished);
        filler.fill(directory);
        directory.putInPlace();
      } finally {
        directory.delete(directory.unfinished);
      }
      Unfinished.forceDirectoryOf(target);
      Unfinished.sweep(target);
    } catch (IOException e) {
      throw Unfinished.failure(target, e);
    }
  }

  /** One look: between two, another writer may move the directory away. */
  private static void requireDirectory(Path target) throws IOException {
    try {
      if (!Files.readAttributes(target, BasicFileAttributes.class).isDirectory()) {
        throw new NotDirectoryException(target.toString());
      }
    } catch (NoSuchFileException e) {
      // There is none yet.
    }
  }

  /** Adds a file; for a {@link Filler}. */
  public void file(String name, WholeFile.Content content) throws IOException {
    WholeFile.create(unfinished.resolve(name), content, true);
  }

  private void putInPlace() throws IOException {
    Unfinished.forceDirectoryOf(unfinished.resolve("any"));
    for (int attempt = 1; ; attempt++) {
      Path old = Unfinished.beside(target, ".old");
      boolean wasThere = moveAway(old);
      try {
        Files.move(unfinished, target);
      } catch (IOException e) {
        boolean another = e instanceof FileAlreadyExistsException || Files.exists(target);
        if (another && attempt < ATTEMPTS) {
          // Another writer's, since a moment ago; his turn is over.
          keepOthers(old);
          delete(old);
          continue;
        }
        if (wasThere) {
          restore(old, e);
        }
        throw e;
      }
      keepOthers(old);
      delete(old);
      return;
    }
  }

  private void restore(Path old, IOException failure) {
    try {
      Files.move(old, target);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private boolean moveAway(Path old) throws IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)
          && Files.getFileStore(target).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(unfinished, Files.getPosixFilePermissions(target));
      }
      Files.move(target, old);
      return true;
    } catch (NoSuchFileException e) {
      // Another writer was quicker.
      return false;
    }
  }

  /** Takes along what is not of those that belong together. */
  private void keepOthers(Path old) throws IOException {
    for (Path file : files(old)) {
      if (!ours.test(file.getFileName().toString())) {
        Files.move(file, target.resolve(file.getFileName().toString()));
      }
    }
  }

  /** Deletes the files that belong together, and the directory if it is then empty. */
  private void delete(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path file : files(directory)) {
      if (ours.test(file.getFileName().toString())) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(directory);
  }

  private static List<Path> files(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
        all.forEach(files::add);
      }
    }
    return files;
  }
}
