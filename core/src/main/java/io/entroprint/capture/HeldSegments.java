package io.entroprint.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What came of a connection whose SYN did not come yet: copies, in the order of arrival. Several
 * queues of a network card, or two taps with clocks apart, can bring data before the SYN; only if
 * none comes within some time is it known to be missing.
 *
 * <p>The two ends are told apart as in a {@link FlowMap}, as nobody knows yet which is the client.
 */
final class HeldSegments {
  /** How long a SYN is waited for, in packet time: two taps may be a second apart. */
  static final long MAX_NANOS = 2_000_000_000L;

  /** How much is kept meanwhile, overhead included: no more is measured of a stream. */
  static final int MAX_COST = 1 << 16;

  /** What a segment costs beside its payload. */
  private static final int OVERHEAD = 96;

  /** How far data may be from the SYN before it: more than fits here cannot be on its way. */
  private static final int REACH = 1 << 20;

  /** One segment. */
  static final class Segment {
    final boolean fromLower;
    final int sequence;
    final int acknowledgement;
    final int flags;
    final byte[] payload;
    final int missing;
    final long time;

    private Segment(Cursor c, boolean fromLower, long time) {
      this.fromLower = fromLower;
      sequence = c.sequence;
      acknowledgement = c.acknowledgement;
      flags = c.flags;
      payload = Arrays.copyOfRange(c.array, c.at, c.end);
      missing = c.missing();
      this.time = time;
    }
  }

  private final List<Segment> segments = new ArrayList<>(4);
  private final long firstTime;
  private final Side lower = new Side();
  private final Side upper = new Side();
  private int cost;

  /** The smallest and the largest numbers that one end sent. */
  private static final class Side {
    private boolean hasData;
    private int first;
    private int last;
    private boolean hasAcknowledged;
    private int firstAcknowledged;
    private int lastAcknowledged;

    void sent(int sequence) {
      first = !hasData || sequence - first < 0 ? sequence : first;
      last = !hasData || sequence - last > 0 ? sequence : last;
      hasData = true;
    }

    void acknowledged(int sequence) {
      firstAcknowledged =
          !hasAcknowledged || sequence - firstAcknowledged < 0 ? sequence : firstAcknowledged;
      lastAcknowledged =
          !hasAcknowledged || sequence - lastAcknowledged > 0 ? sequence : lastAcknowledged;
      hasAcknowledged = true;
    }

    boolean sentFrom(int sequence) {
      return hasData && isWithin(first - sequence) && isWithin(last - sequence);
    }

    boolean acknowledgedFrom(int sequence) {
      return hasAcknowledged
          && isWithin(firstAcknowledged - sequence)
          && isWithin(lastAcknowledged - sequence);
    }

    private static boolean isWithin(int distance) {
      return distance >= 0 && distance <= REACH;
    }
  }

  HeldSegments(long firstTime) {
    this.firstTime = firstTime;
  }

  private Side side(boolean isLower) {
    return isLower ? lower : upper;
  }

  /** Whether no SYN is waited for any more, be it that the clock went back. */
  boolean isOver(long now) {
    return now - firstTime > MAX_NANOS || firstTime - now > MAX_NANOS;
  }

  /** What keeping a segment of so many bytes takes, in bytes. */
  static int costOf(int length) {
    return OVERHEAD + length;
  }

  /** Memory taken, in bytes. */
  int cost() {
    return cost;
  }

  /** Keeps a segment. */
  void add(Cursor c, boolean fromLower, long now) {
    segments.add(new Segment(c, fromLower, now));
    cost += costOf(c.length());
    Side sender = side(fromLower);
    if (c.length() + c.missing() > 0 || (c.flags & TcpReassembler.FIN) != 0) {
      sender.sent(c.sequence);
    }
    if ((c.flags & TcpReassembler.ACK) != 0) {
      sender.acknowledged(c.acknowledgement);
    }
  }

  /** Whether a SYN, or a SYN+ACK, stands before everything that was kept. */
  boolean isOpenedBy(Cursor syn, boolean fromLower, long now) {
    int first = syn.sequence + 1;
    Side sender = side(fromLower);
    Side other = side(!fromLower);
    boolean answers = (syn.flags & TcpReassembler.ACK) != 0;
    boolean senderFits = !sender.hasData || sender.sentFrom(first);
    boolean otherFits =
        (!other.hasAcknowledged || other.acknowledgedFrom(first))
            && (!other.hasData || !answers || other.sentFrom(syn.acknowledgement));
    boolean evidence = sender.hasData || other.hasAcknowledged || (answers && other.hasData);
    return evidence && senderFits && otherFits && !isOver(now);
  }

  /**
   * Whether what was kept begins exactly at these two numbers: those of an acknowledgement that
   * came before all else.
   */
  boolean beginsAt(boolean fromLower, int sequence, int acknowledgement) {
    Side sender = side(fromLower);
    Side other = side(!fromLower);
    return (!sender.hasData || sender.first == sequence)
        && (!other.hasData || other.first == acknowledgement)
        && (!other.hasAcknowledged || other.acknowledgedFrom(sequence))
        && (!sender.hasAcknowledged || sender.acknowledgedFrom(acknowledgement));
  }

  /** Whether something tells where an end begins to send. */
  boolean knowsStart(boolean ofLower) {
    return side(ofLower).hasData || side(!ofLower).hasAcknowledged;
  }

  /**
   * The number with which an end begins to send: that of its first byte here, or the first that the
   * other end acknowledged.
   */
  int start(boolean ofLower) {
    Side side = side(ofLower);
    Side other = side(!ofLower);
    if (!other.hasAcknowledged) {
      return side.first;
    }
    boolean dataIsFirst = side.hasData && side.first - other.firstAcknowledged < 0;
    return dataIsFirst ? side.first : other.firstAcknowledged;
  }

  /** All of it, in the order of arrival. */
  List<Segment> segments() {
    return segments;
  }
}
