package io.entroprint.cli;

import io.entroprint.session.FtpTransfer;
import io.entroprint.session.Session;
import io.entroprint.stream.StreamSummary;
import java.util.Optional;

/** A stream that has ended, with what it was found to be and to belong to. */
record FoundSession(
    String capture, StreamSummary summary, Session session, Optional<FtpTransfer> transfer) {}
