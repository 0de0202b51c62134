package io.entroprint.cli.library;

import picocli.CommandLine;

/** {@code entroprint library}: what can be done with a fingerprint library. */
@CommandLine.Command(
    name = "library",
    description = "Shows and keeps fingerprint libraries.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LibraryDiffCommand.class,
      LibraryKeysCommand.class,
      LibraryListCommand.class,
      LibraryMergeCommand.class,
      LibraryPruneCommand.class,
      LibraryShowCommand.class,
      LibrarySignCommand.class,
      LibraryVerifyCommand.class
    })
public final class LibraryCommand {}
