package io.entroprint.cli.base;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Turns what went wrong with a file into the one line that a person reads. */
public final class Problem {
  private Problem() {}

  /** For exceptions that name their file themselves. */
  public static String of(IOException e) {
    if (e instanceof FileSystemException failure) {
      return failure.getFile() + ": " + reason(failure);
    }
    if (e.getCause() instanceof FileSystemException failure) {
      return of(failure);
    }
    return oneLine(e.getMessage() == null ? e.toString() : e.getMessage());
  }

  /** The same, with the file in front where the exception does not name it. */
  public static String of(String file, IOException e) {
    String line = of(e);
    return line.contains(file) ? line : file + ": " + line;
  }

  /** For what is no fault of the file's form, but takes more of Java than it has. */
  public static String of(String file, VirtualMachineError e) {
    MemoryReserve.release();
    String what = e instanceof OutOfMemoryError error ? of(error) : "is nested too deeply";
    return file + ": " + what + "; the rest of it is left out";
  }

  /** What takes too much memory, where that is known. */
  public static String of(OutOfMemoryError e) {
    MemoryReserve.release();
    String what = e.getMessage() == null ? "" : e.getMessage();
    // Java itself says only what kind of memory it was.
    return (what.startsWith("the fingerprint library ") ? oneLine(what) + " " : "")
        + "takes more memory than Java may use here (-Xmx)";
  }

  private static String reason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "is there already";
    }
    if (e instanceof NotDirectoryException) {
      return "not a directory";
    }
    return oneLine(e.getReason() == null ? e.toString() : e.getReason());
  }

  public static String oneLine(String text) {
    return text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
