package io.entroprint.cli.base;

import java.nio.file.Path;

/**
 * A capture to read.
 *
 * @param path where it is
 * @param name how it is named in the output: as given on the command line, or relative to the given
 *     directory with {@code /} between the parts
 */
public record CaptureFile(Path path, String name) {}
