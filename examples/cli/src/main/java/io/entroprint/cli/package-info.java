/**
 * The {@code entroprint} command: captures in, verdicts, streams, curves and libraries out. One
 * class per subcommand; each says its own options.
 *
 * <p>The command reads its own arguments and writes its own JSON. Measured on a small capture, an
 * argument library cost 0.3 s and a JSON library 0.1 s of processor time at every start, several
 * times what the work itself takes.
 */
package io.entroprint.cli;
