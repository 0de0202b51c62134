package io.entroprint.session;

import io.entroprint.stream.FlowKey;

/**
 * That a stream is the data channel of an FTP session.
 *
 * @param control the five-tuple of its control channel
 * @param evidence how that is known
 * @param command what was asked for on the control channel: {@code RETR}, {@code STOR}, {@code
 *     APPE}, {@code STOU}, {@code LIST}, {@code NLST} or {@code MLSD}; empty if that was not seen
 * @param fileName the file or directory, as it stood in the command; empty if there was none. It is
 *     the peer's text: it may hold anything but line ends
 */
public record FtpTransfer(FlowKey control, Evidence evidence, String command, String fileName) {

  /** How a data channel is known. */
  public enum Evidence {
    /** The reply to {@code PASV} or {@code EPSV} named the endpoint. */
    PASSIVE,
    /** {@code PORT} or {@code EPRT} named the endpoint. */
    ACTIVE,
    /**
     * Nothing named it: the control channel between the two hosts had become encrypted, and was
     * open at the time. The ports are such as data channels have.
     */
    ASSUMED
  }
}
