package io.entroprint.library;

import io.entroprint.file.Sha256;
import io.entroprint.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;

/** A library as one file. */
final class LibraryFile {
  private LibraryFile() {}

  static FingerprintLibrary read(Path file) throws IOException {
    LibraryRoom.require(file, Files.exists(file) ? Files.size(file) : 0);
    return parse(bytes(file, LibraryFormat.MAX_BYTES), file.toString());
  }

  static FingerprintLibrary read(InputStream in, String name) throws IOException {
    return parse(bytes(in, name, LibraryFormat.MAX_BYTES), name);
  }

  private static FingerprintLibrary parse(byte[] bytes, String name) throws LibraryFormatException {
    LineCursor in = LibraryReader.open(bytes, name);
    LibraryReader reader = new LibraryReader();
    reader.header(in);
    while (in.has(LibraryFormat.FINGERPRINT)) {
      reader.entry(in, null);
    }
    if (!in.has(LibraryFormat.SHA256)) {
      throw in.unexpected("'fingerprint ...' or 'sha256 ...'");
    }
    MessageDigest digest = Sha256.newDigest();
    digest.update(bytes, 0, in.position());
    return reader.finish(in, digest.digest());
  }

  /** The content of a file of at most {@code limit} bytes. */
  static byte[] bytes(Path file, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) > limit) {
        throw tooLarge(file.toString(), limit);
      }
      return bytes(in, file.toString(), limit);
    } catch (NoSuchFileException e) {
      // The exception of the JDK has the name and nothing else.
      NoSuchFileException clear =
          new NoSuchFileException(file.toString(), null, "no such file or directory");
      clear.initCause(e);
      throw clear;
    }
  }

  static byte[] bytes(InputStream in, String name, int limit) throws IOException {
    byte[] bytes = in.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw tooLarge(name, limit);
    }
    return bytes;
  }

  private static LibraryFormatException tooLarge(String name, int limit) {
    return new LibraryFormatException(name, 1, "expected a file of at most " + limit + " bytes");
  }

  static void write(FingerprintLibrary library, Path file) throws IOException {
    WholeFile.write(file, new LibraryWriter(library)::write);
  }
}
