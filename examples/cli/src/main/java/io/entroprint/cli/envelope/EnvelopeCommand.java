package io.entroprint.cli.envelope;

import picocli.CommandLine;

/** {@code entroprint envelope}: the entropy that streams of a protocol may have. */
@CommandLine.Command(
    name = "envelope",
    description = "Learns and checks net-entropy's envelopes of a protocol.%n",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {EnvelopeCheckCommand.class, EnvelopeLearnCommand.class})
public final class EnvelopeCommand {}
