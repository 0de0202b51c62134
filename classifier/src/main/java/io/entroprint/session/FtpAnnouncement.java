package io.entroprint.session;

import io.entroprint.session.FtpStream.FtpTransfer;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;

/** A data channel that a control channel has led to expect, and what is known of it so far. */
final class FtpAnnouncement {
  private final FlowKey control;
  private final FtpTransfer.Evidence evidence;
  private final IpAddress announced;
  private final long timeNanos;
  private String command = "";
  private String fileName = "";

  /**
   * An announcement.
   *
   * @param announced the address that was named
   */
  FtpAnnouncement(
      FlowKey control, FtpTransfer.Evidence evidence, IpAddress announced, long timeNanos) {
    this.control = control;
    this.evidence = evidence;
    this.announced = announced;
    this.timeNanos = timeNanos;
  }

  static FtpAnnouncement assumed(FlowKey control, long timeNanos) {
    return new FtpAnnouncement(control, FtpTransfer.Evidence.ASSUMED, control.server(), timeNanos);
  }

  long timeNanos() {
    return timeNanos;
  }

  /** What the next transfer command says; the first one counts. */
  void transfer(String verb, String argument) {
    if (command.isEmpty()) {
      command = verb;
      fileName = argument;
    }
  }

  /**
   * Whether a stream between two hosts can be meant: one that has a side of the control channel, or
   * the address that was named.
   */
  boolean isBetween(IpAddress a, IpAddress b) {
    return isParty(a) && isParty(b);
  }

  private boolean isParty(IpAddress address) {
    return address.equals(control.client())
        || address.equals(control.server())
        || address.equals(announced);
  }

  FtpTransfer transfer() {
    return new FtpTransfer(control, evidence, command, fileName);
  }
}
