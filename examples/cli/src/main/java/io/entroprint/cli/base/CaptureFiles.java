package io.entroprint.cli.base;

import io.entroprint.capture.CaptureReader;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/**
 * The captures that the operands name. A file is always taken, so that the reader can say what is
 * wrong with it. In a directory and all below it, those files are taken that {@link
 * CaptureReader#isCapture} says are captures; sorted by name.
 */
public final class CaptureFiles {
  private final List<CaptureFile> found = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private CaptureFiles() {}

  /**
   * Looks for captures.
   *
   * @param operands files, directories and {@code -} for the standard input, in the order in which
   *     their captures shall come
   */
  public static CaptureFiles find(List<Path> operands) {
    CaptureFiles files = new CaptureFiles();
    for (Path operand : operands) {
      if (operand.equals(CaptureFile.STANDARD_INPUT)) {
        files.found.add(new CaptureFile(operand, "-"));
      } else if (Files.isDirectory(operand)) {
        files.addAllBelow(operand);
      } else {
        files.found.add(new CaptureFile(operand, PathText.of(operand)));
      }
    }
    return files;
  }

  public List<CaptureFile> found() {
    return Collections.unmodifiableList(found);
  }

  /** One line for each directory that could not be read or held no capture. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }

  private void addAllBelow(Path directory) {
    List<CaptureFile> below = new ArrayList<>();
    try {
      Files.walkFileTree(
          directory,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new Collector(directory, below));
    } catch (IOException e) {
      problems.add(Problem.of(PathText.of(directory), e));
    }
    if (below.isEmpty()) {
      problems.add(PathText.of(directory) + ": no capture in this directory");
    }
    below.sort(Comparator.comparing(CaptureFile::name));
    found.addAll(below);
  }

  private final class Collector extends SimpleFileVisitor<Path> {
    private final Path directory;
    private final List<CaptureFile> below;

    Collector(Path directory, List<CaptureFile> below) {
      this.directory = directory;
      this.below = below;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      // A link that leads nowhere, but is named as a capture, shall be missed.
      boolean dangling = attributes.isSymbolicLink();
      if (attributes.isRegularFile() || dangling) {
        String name = relative(file);
        try {
          if (CaptureReader.isCapture(file)) {
            below.add(new CaptureFile(file, name));
          }
        } catch (IOException e) {
          if (!dangling) {
            problems.add(Problem.of(PathText.of(file), e));
          }
        } catch (StackOverflowError | OutOfMemoryError e) {
          problems.add(Problem.of(PathText.of(file), e));
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      // A link to a directory above has been, or is being, visited by its own name.
      if (!(e instanceof FileSystemLoopException)) {
        problems.add(Problem.of(PathText.of(file), e));
      }
      return FileVisitResult.CONTINUE;
    }

    private String relative(Path file) {
      Path inside = directory.relativize(file);
      return PathText.of(inside).replace(inside.getFileSystem().getSeparator(), "/");
    }
  }
}
