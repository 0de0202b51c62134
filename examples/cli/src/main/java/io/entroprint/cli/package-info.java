/**
 * The {@code entroprint} command: captures in, verdicts, streams, curves and libraries out. One
 * room (package) for each group of subcommands, above {@code option} and {@code base}, which know
 * none of them. A subcommand is one class, its options and operands fields that picocli fills;
 * options that several subcommands share are classes that they mix in. JSON is written by Jackson.
 */
package io.entroprint.cli;
