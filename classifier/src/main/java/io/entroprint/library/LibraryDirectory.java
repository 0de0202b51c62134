package io.entroprint.library;

import io.entroprint.file.Sha256;
import io.entroprint.file.WholeDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.SortedMap;
import java.util.TreeMap;

/** A library as a directory: a header with the digest, and a file of entries for each label. */
final class LibraryDirectory {
  private LibraryDirectory() {}

  static FingerprintLibrary read(Path directory) throws IOException {
    Path headerFile = directory.resolve(LibraryFormat.HEADER_FILE);
    // The files of labels are read one after another.
    LibraryRoom.require(headerFile, 0);
    byte[] bytes = LibraryFile.bytes(headerFile, LibraryFormat.MAX_BYTES);
    LineCursor header = LibraryReader.open(bytes, headerFile.toString());
    LibraryReader reader = new LibraryReader();
    reader.header(header);
    MessageDigest digest = Sha256.newDigest();
    digest.update(bytes, 0, header.position());
    int left = LibraryFormat.MAX_BYTES - bytes.length;
    for (Path file : labelFiles(directory).values()) {
      byte[] entries = LibraryFile.bytes(file, left);
      left -= entries.length;
      digest.update(entries);
      LineCursor in = new LineCursor(entries, file.toString());
      Label label = labelOf(file);
      do {
        reader.entry(in, label);
      } while (!in.atEnd());
    }
    return reader.finish(header, digest.digest());
  }

  /** The files of entries, in the order of their ids: that of the label followed by a slash. */
  private static SortedMap<String, Path> labelFiles(Path directory) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(directory, "*" + LibraryFormat.LABEL_FILE_SUFFIX)) {
      for (Path file : all) {
        files.put(labelOf(file) + "/", file);
      }
    }
    return files;
  }

  private static Label labelOf(Path file) throws LibraryFormatException {
    String name = file.getFileName().toString();
    String label = name.substring(0, name.length() - LibraryFormat.LABEL_FILE_SUFFIX.length());
    if (!FieldText.isLabel(label)) {
      throw new LibraryFormatException(
          file.toString(), 1, "expected a file name of a label and '.fingerprints'");
    }
    return new Label(label);
  }

  static void write(FingerprintLibrary library, Path directory) throws IOException {
    WholeDirectory.write(directory, LibraryDirectory::isOurs, files -> fill(files, library));
  }

  private static boolean isOurs(String name) {
    return name.equals(LibraryFormat.HEADER_FILE) || name.endsWith(LibraryFormat.LABEL_FILE_SUFFIX);
  }

  private static void fill(WholeDirectory files, FingerprintLibrary library) throws IOException {
    LibraryWriter writer = new LibraryWriter(library);
    for (Label label : library.labels()) {
      files.file(
          label + LibraryFormat.LABEL_FILE_SUFFIX,
          out -> {
            for (Fingerprint fingerprint : library.fingerprints()) {
              if (fingerprint.label().equals(label)) {
                out.write(writer.entry(fingerprint));
              }
            }
          });
    }
    files.file(
        LibraryFormat.HEADER_FILE,
        out -> {
          out.write(writer.header());
          out.write(writer.digestLine());
        });
  }
}
