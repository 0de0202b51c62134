package io.entroprint.cli;

import picocli.CommandLine;

/** {@code entroprint library}: what can be done with a fingerprint library. */
@CommandLine.Command(
    name = "library",
    description = "Shows and keeps fingerprint libraries.%n",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {LibraryListCommand.class, LibraryShowCommand.class})
final class LibraryCommand {}
