package io.entroprint.cli.session;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.match.Verdict;
import io.entroprint.session.FtpStream.FtpTransfer;
import io.entroprint.session.Session;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamSummary;
import java.util.Optional;

/**
 * A stream that has ended, with what it was found to be and to belong to.
 *
 * @param session its label is that of the verdict, unless an FTP control channel announced it
 * @param evidence what was measured; kept only if that was asked for, as it takes some kilobytes
 */
public record FoundSession(
    String capture,
    StreamSummary summary,
    Session session,
    Optional<FtpTransfer> transfer,
    Verdict verdict,
    EntropyCurve curve,
    Optional<StreamEvidence> evidence) {}
