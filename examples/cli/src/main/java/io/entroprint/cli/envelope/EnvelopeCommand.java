package io.entroprint.cli.envelope;

import picocli.CommandLine;

/** {@code entroprint envelope}: the entropy that streams of a protocol may have. */
@CommandLine.Command(
    name = "envelope",
    description =
        "Learns which range of entropy a protocol keeps to, and checks streams against it, as net-entropy does.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {EnvelopeCheckCommand.class, EnvelopeLearnCommand.class})
public final class EnvelopeCommand {}
