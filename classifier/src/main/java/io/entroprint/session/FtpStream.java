package io.entroprint.session;

import io.entroprint.entropy.Direction;
import io.entroprint.session.FtpReplies.Endpoint;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A stream seen by an {@link FtpTracker}: a control channel, a data channel, or neither. Not
 * thread-safe.
 */
public final class FtpStream implements StreamObserver {
  private static final Pattern REPLY = Pattern.compile("[1-5]\\d\\d[ -].*");
  private static final Pattern COMMAND = Pattern.compile("[A-Za-z]{3,4}( .*)?");
  private static final Set<String> TRANSFERS =
      Set.of("RETR", "STOR", "APPE", "STOU", "LIST", "NLST", "MLSD");

  private final FtpTracker tracker;
  private final StreamStart start;
  private final FtpAnnouncement announcement;
  private LineReader replies = new LineReader();
  private LineReader commands = new LineReader();
  private boolean repliesBegun;
  private boolean commandsBegun;
  private boolean control;
  private boolean encryptionAsked;
  private FtpAnnouncement next;
  private long now;

  FtpStream(FtpTracker tracker, StreamStart start, FtpAnnouncement announcement) {
    this.tracker = tracker;
    this.start = start;
    this.announcement = announcement;
    if (announcement != null || start.key().transport() != Transport.TCP) {
      letGo();
    }
  }

  /** What this stream carried, if it is an FTP data channel. */
  public Optional<FtpTransfer> transfer() {
    return announcement == null ? Optional.empty() : Optional.of(announcement.transfer());
  }

  /** Whether this is an FTP control channel: replies, and a user who names himself. */
  public boolean isControl() {
    return control;
  }

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    if (replies == null) {
      return;
    }
    now = timeNanos;
    LineReader reader = direction == Direction.TO_SERVER ? commands : replies;
    reader.add(
        array, offset, length, direction == Direction.TO_SERVER ? this::command : this::reply);
    if (reader.isBinary()) {
      letGo();
    }
  }

  private void letGo() {
    replies = null;
    commands = null;
    next = null;
  }

  private boolean reply(String line) {
    if (!repliesBegun && !REPLY.matcher(line).matches()) {
      letGo();
      return false;
    }
    repliesBegun = true;
    FlowKey key = start.key();
    if (line.startsWith("227 ") && isTrusted()) {
      FtpReplies.sixNumbers(line.substring(4)).ifPresent(end -> announce(end, true));
    } else if (line.startsWith("229 ") && isTrusted()) {
      FtpReplies.extendedPassive(line, key.server()).ifPresent(end -> announce(end, true));
    } else if (line.startsWith("234 ") && encryptionAsked) {
      control = true;
      tracker.encrypted(key);
      letGo();
      return false;
    }
    return true;
  }

  private boolean command(String line) {
    if (!commandsBegun && !COMMAND.matcher(line).matches()) {
      letGo();
      return false;
    }
    commandsBegun = true;
    int space = line.indexOf(' ');
    String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
    String argument = space < 0 ? "" : line.substring(space + 1).strip();
    if (verb.equals("USER") && (repliesBegun || start.midstream())) {
      control = true;
    } else if (verb.equals("AUTH")) {
      encryptionAsked = repliesBegun || start.midstream();
    } else if (verb.equals("PORT") && isTrusted()) {
      FtpReplies.sixNumbers(argument).ifPresent(end -> announce(end, false));
    } else if (verb.equals("EPRT") && isTrusted()) {
      FtpReplies.extendedPort(argument).ifPresent(end -> announce(end, false));
    } else if (TRANSFERS.contains(verb) && next != null) {
      next.transfer(verb, argument);
      next = null;
    }
    return true;
  }

  /** Whether what looks like FTP is: mail has replies of the same form, but no user. */
  private boolean isTrusted() {
    return control || start.midstream();
  }

  private void announce(Endpoint endpoint, boolean passive) {
    FlowKey key = start.key();
    FtpTransfer.Evidence evidence =
        passive ? FtpTransfer.Evidence.PASSIVE : FtpTransfer.Evidence.ACTIVE;
    control = true;
    next = new FtpAnnouncement(key, evidence, endpoint.address(), now);
    tracker.await(endpoint, next);
    if (passive && !endpoint.address().equals(key.server())) {
      // Behind address translation servers name an address that clients know better than to use.
      tracker.await(new Endpoint(key.server(), endpoint.port()), next);
    }
  }

  @Override
  public void ended(StreamSummary summary) {
    if (control) {
      tracker.ended(start.key());
    }
    letGo();
  }

  /**
   * That a stream is the data channel of an FTP session.
   *
   * @param control the five-tuple of its control channel
   * @param evidence how that is known
   * @param command what was asked for on the control channel: {@code RETR}, {@code STOR}, {@code
   *     APPE}, {@code STOU}, {@code LIST}, {@code NLST} or {@code MLSD}; empty if that was not seen
   * @param fileName the file or directory, as it stood in the command; empty if there was none. It
   *     is the peer's text: it may hold anything but line ends
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
}
