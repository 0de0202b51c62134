package io.entroprint.cli.library;

import picocli.CommandLine;

/** {@code entroprint library}: what can be done with a fingerprint library. */
@CommandLine.Command(
    name = "library",
    description = "Shows, compares, changes and signs fingerprint libraries.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LibraryShowCommand.class,
      LibraryListCommand.class,
      LibraryDiffCommand.class,
      LibraryMergeCommand.class,
      LibraryPruneCommand.class,
      LibraryKeysCommand.class,
      LibrarySignCommand.class,
      LibraryVerifyCommand.class
    })
public final class LibraryCommand {}
