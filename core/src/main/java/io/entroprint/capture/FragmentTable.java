package io.entroprint.capture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Joins IP fragments. Of bytes that came twice the first copy counts. Datagrams are given up when
 * their other fragments do not come within 30 s of packet time, or when more of them wait than the
 * bounds allow: then the oldest goes, of the sender whose fragment came last if it has more than an
 * eighth of the bounds, so that one sender does not drive out the others.
 */
final class FragmentTable {
  static final int MAX_DATAGRAMS = 1024;
  static final int MAX_BYTES = 4 << 20;

  /** More than a datagram of 65,535 bytes in fragments of 68 needs. */
  static final int MAX_PIECES = 1024;

  /** The part of either bound, 1 / n, beyond which a sender gives way to all others. */
  private static final int SHARE = 8;

  private static final long TIMEOUT_NANOS = 30_000_000_000L;
  private static final int MAX_DATAGRAM = 65_535;

  private final Map<Key, Datagram> waiting = new LinkedHashMap<>();

  /** By address or, of IPv6, by network of 64 bits. */
  private final Map<Long, Sender> senders = new HashMap<>();

  private final Tally tally;
  private long bytes;

  FragmentTable(Tally tally) {
    this.tally = tally;
  }

  /** In order, as who chooses addresses can make hash codes equal. */
  private record Key(
      boolean ipv6,
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int id,
      int protocol,
      long encapsulation,
      long path)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::id)
            .thenComparingLong(Key::sourceLow)
            .thenComparingLong(Key::sourceHigh)
            .thenComparingLong(Key::destinationLow)
            .thenComparingLong(Key::destinationHigh)
            .thenComparingInt(Key::protocol)
            .thenComparingLong(Key::encapsulation)
            .thenComparingLong(Key::path)
            .thenComparing(Key::ipv6);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** What waits of one sender. */
  private static final class Sender {
    private final long address;
    private final Map<Key, Datagram> waiting = new LinkedHashMap<>();
    private long bytes;

    Sender(long address) {
      this.address = address;
    }

    boolean hasMoreThanItsShare() {
      return waiting.size() > MAX_DATAGRAMS / SHARE || bytes > MAX_BYTES / SHARE;
    }
  }

  /** The pieces of one datagram that came, sorted and apart from each other. */
  private static final class Datagram {
    private final Key key;
    private final Sender sender;
    private final long began;
    private byte[] array = new byte[2048];
    private int[] starts = new int[4];
    private int[] ends = new int[4];
    private int pieces;
    private int fragments;
    private int total = -1;

    /** As the first fragment says; -1 until it came. */
    private int protocol = -1;

    Datagram(Key key, Sender sender, long began) {
      this.key = key;
      this.sender = sender;
      this.began = began;
    }

    /** Puts bytes where none are yet; returns whether the bounds allow it. */
    boolean add(byte[] from, int at, int start, int end) {
      int i = 0;
      while (i < pieces && ends[i] < start) {
        i++;
      }
      // The pieces from i to j - 1 touch the new one and become one with it.
      int j = i;
      int free = start;
      int joinedStart = start;
      int joinedEnd = end;
      reserve(end);
      while (j < pieces && starts[j] <= end) {
        if (starts[j] > free) {
          System.arraycopy(from, at + free - start, array, free, starts[j] - free);
        }
        free = ends[j];
        joinedStart = Math.min(joinedStart, starts[j]);
        joinedEnd = Math.max(joinedEnd, ends[j]);
        j++;
      }
      if (free < end) {
        System.arraycopy(from, at + free - start, array, free, end - free);
      }
      return replace(i, j, joinedStart, joinedEnd);
    }

    private void reserve(int length) {
      if (length > array.length) {
        int doubled = Math.min(MAX_DATAGRAM, Math.max(length, 2 * array.length));
        array = Arrays.copyOf(array, doubled);
      }
    }

    private boolean replace(int from, int to, int start, int end) {
      int change = 1 - (to - from);
      if (pieces + change > MAX_PIECES) {
        return false;
      }
      if (pieces + change > starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
        ends = Arrays.copyOf(ends, 2 * ends.length);
      }
      System.arraycopy(starts, to, starts, from + 1, pieces - to);
      System.arraycopy(ends, to, ends, from + 1, pieces - to);
      starts[from] = start;
      ends[from] = end;
      pieces += change;
      return true;
    }

    boolean isComplete() {
      return total >= 0 && pieces == 1 && starts[0] == 0 && ends[0] >= total;
    }
  }

  /**
   * Adds the fragment whose payload the cursor stands at. If it completes its datagram, the cursor
   * is moved to the joined payload.
   *
   * @param protocol the protocol that this fragment names; that of the first one counts
   * @return the protocol of the datagram, or -1 if it is not complete
   */
  int add(Cursor c, int id, int protocol, int offset, boolean more, long time) {
    tally.fragments++;
    expire(time);
    int end = offset + c.length();
    // A cut fragment can never be whole; one that ends beyond 65,535 is an attack.
    if (c.missing() > 0 || end > MAX_DATAGRAM || c.length() == 0) {
      tally.fragmentsDropped++;
      return -1;
    }
    Key key =
        new Key(
            c.ipv6,
            c.sourceHigh,
            c.sourceLow,
            c.destinationHigh,
            c.destinationLow,
            id,
            // IPv4 fragments of one id belong together only within one protocol.
            c.ipv6 ? -1 : protocol,
            c.encapsulation.bothWays(),
            c.encapsulation.oneWay());
    Datagram datagram = waiting.get(key);
    if (datagram == null) {
      long address = c.ipv6 ? c.sourceHigh : c.sourceLow;
      datagram = new Datagram(key, senders.computeIfAbsent(address, Sender::new), time);
      datagram.sender.waiting.put(key, datagram);
      waiting.put(key, datagram);
      hold(datagram.sender, datagram.array.length);
    }
    int before = datagram.array.length;
    datagram.fragments++;
    if (offset == 0 && datagram.protocol < 0) {
      datagram.protocol = protocol;
    }
    boolean fits = datagram.add(c.array, c.at, offset, end);
    hold(datagram.sender, datagram.array.length - before);
    if (!more && datagram.total < 0) {
      datagram.total = end;
    }
    if (!fits) {
      drop(datagram);
      return -1;
    }
    if (datagram.isComplete()) {
      remove(datagram);
      c.array = datagram.array;
      c.at = 0;
      c.end = datagram.total;
      c.wireEnd = datagram.total;
      return datagram.protocol;
    }
    while (waiting.size() > MAX_DATAGRAMS || bytes > MAX_BYTES) {
      dropOneFor(datagram.sender);
    }
    return -1;
  }

  private void dropOneFor(Sender newest) {
    drop(oldest(newest.hasMoreThanItsShare() ? newest.waiting : waiting));
  }

  private static Datagram oldest(Map<Key, Datagram> of) {
    return of.values().iterator().next();
  }

  private void expire(long time) {
    while (!waiting.isEmpty() && time - oldest(waiting).began > TIMEOUT_NANOS) {
      drop(oldest(waiting));
    }
  }

  private void drop(Datagram datagram) {
    tally.fragmentsDropped += datagram.fragments;
    remove(datagram);
  }

  private void hold(Sender sender, int more) {
    bytes += more;
    sender.bytes += more;
  }

  private void remove(Datagram datagram) {
    Sender sender = datagram.sender;
    hold(sender, -datagram.array.length);
    waiting.remove(datagram.key);
    sender.waiting.remove(datagram.key);
    if (sender.waiting.isEmpty()) {
      senders.remove(sender.address);
    }
  }

  /** Gives up all that waits. */
  void clear() {
    while (!waiting.isEmpty()) {
      drop(oldest(waiting));
    }
  }

  /** Bytes held for datagrams that wait. */
  long bytes() {
    return bytes;
  }
}
