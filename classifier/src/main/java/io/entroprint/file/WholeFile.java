package io.entroprint.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes files so that they are there whole or not at all: into a file of a random name beside the
 * target, made new and never through a link, forced to the disk, and then renamed in one step. Who
 * reads meanwhile reads the old file; of two who write at once one wins, and his file is whole; on
 * a full disk the old file stays. Thread-safe.
 *
 * <p>A process that is killed leaves {@code .entroprint-*.part} behind, which the first write into
 * the same directory a day later deletes.
 *
 * <p>A link in the place of the target is replaced, not followed. A device or a pipe, such as
 * {@code /dev/stdout}, is written to.
 */
public final class WholeFile {
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private WholeFile() {}

  /** Writes content to some stream, which it leaves open. */
  public interface Content {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, in place of what was there; it keeps the permissions that it had.
   *
   * @throws FileSystemException if it cannot be written: the file and the reason
   * @throws IOException if the content cannot be made
   */
  public static void write(Path file, Content content) throws IOException {
    write(file, content, true);
  }

  /** The same with a text, in UTF-8. */
  public static void write(Path file, CharSequence text) throws IOException {
    write(file, of(text));
  }

  /**
   * The same for one of many small files that are easily made again: not forced to the disk, which
   * takes longer than all the rest.
   */
  public static void writeOneOfMany(Path file, CharSequence text) throws IOException {
    write(file, of(text), false);
  }

  private static Content of(CharSequence text) {
    return out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void write(Path file, Content content, boolean forced) throws IOException {
    try {
      if (isNoFile(file)) {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
          content.writeTo(out);
        }
        return;
      }
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileSystemException(file.toString(), null, "is a directory");
      }
      Path unfinished = Unfinished.beside(file);
      try {
        create(unfinished, content, forced);
        keepPermissions(file, unfinished);
        Unfinished.rename(unfinished, file);
      } finally {
        Files.deleteIfExists(unfinished);
      }
      if (forced) {
        Unfinished.forceDirectoryOf(file);
        Unfinished.sweep(file);
      }
    } catch (IOException e) {
      throw Unfinished.failure(file, e);
    }
  }

  /**
   * Writes a file that is not there yet, whole as {@link #write(Path, Content)} does. An empty
   * file, which somebody left whose disk was full, counts as none.
   *
   * @param permissions such as {@code rw-------}, where the file system has them; from the first
   *     byte on
   * @throws FileAlreadyExistsException if it is there
   * @throws FileSystemException if it cannot be written: the file and the reason
   */
  public static void writeNew(Path file, Content content, String permissions) throws IOException {
    try {
      Path unfinished = Unfinished.beside(file);
      try {
        create(unfinished, content, true, attributes(unfinished, permissions));
        if (isEmptyFile(file)) {
          Files.delete(file);
        }
        putInPlace(unfinished, file);
      } finally {
        Files.deleteIfExists(unfinished);
      }
      Unfinished.forceDirectoryOf(file);
      Unfinished.sweep(file);
    } catch (IOException e) {
      throw Unfinished.failure(file, e);
    }
  }

  /** A second name for the file, which unlike a rename never takes the place of another. */
  private static void putInPlace(Path unfinished, Path file) throws IOException {
    try {
      Files.createLink(file, unfinished);
    } catch (UnsupportedOperationException e) {
      Files.move(unfinished, file);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException e) {
      // A file system without a second name for a file, such as FAT.
      Files.move(unfinished, file);
    }
  }

  private static FileAttribute<?>[] attributes(Path file, String permissions) throws IOException {
    return Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Makes a new file; its caller deletes it if that fails. */
  static void create(Path file, Content content, boolean forced, FileAttribute<?>... attributes)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, NEW, attributes)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.writeTo(out);
      out.flush();
      if (forced) {
        channel.force(true);
      }
    }
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    if (Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)
        && Files.getFileStore(to).supportsFileAttributeView("posix")) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(from);
      Files.setPosixFilePermissions(to, permissions);
    }
  }

  /** Whether something is in the place that takes bytes and is no file that could be replaced. */
  private static boolean isNoFile(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    Path absolute = file.toAbsolutePath();
    return absolute.startsWith("/dev")
        || absolute.startsWith("/proc")
        || Files.readAttributes(file, BasicFileAttributes.class).isOther();
  }

  private static boolean isEmptyFile(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == 0;
  }
}
