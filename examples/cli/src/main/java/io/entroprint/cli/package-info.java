/**
 * The {@code entroprint} command: captures in, verdicts, streams, curves and libraries out. One
 * class per subcommand, its options and operands fields that picocli fills; options that several
 * subcommands share are classes that they mix in. JSON is written by Jackson.
 */
package io.entroprint.cli;
