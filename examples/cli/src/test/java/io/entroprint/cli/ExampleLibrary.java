package io.entroprint.cli;

import java.nio.file.Path;

/** A library trained on the captures that are part of the project. */
public final class ExampleLibrary {
  private ExampleLibrary() {}

  public static Path trainTo(Path file) {
    Ran.command("train", "--captures", Ran.exampleCaptures(), "-o", file, "--name", "examples")
        .withCode(0)
        .silent();
    return file;
  }
}
