package io.entroprint.capture;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * Captures the packets of a network interface, by libpcap through pcap4j.
 *
 * <pre>{@code
 * try (LiveCapture capture = LiveCapture.builder("eth0").filter("tcp").open();
 *     FlowTable table = FlowTable.builder(observers).build()) {
 *   Packet packet = new Packet();
 *   while (!Thread.currentThread().isInterrupted()) {
 *     if (capture.next(packet)) {
 *       table.accept(packet);
 *     } else {
 *       table.advance(System.currentTimeMillis() * 1_000_000); // a quiet link: idle streams end
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>A packet is the same as one that a {@link CaptureReader} reads from a file of the same
 * traffic; pcap4j decodes nothing of it. Each is an array of its own.
 *
 * <p>pcap4j is optional. Who captures adds {@code org.pcap4j:pcap4j-core:1.8.2} and {@code
 * net.java.dev.jna:jna:5.19.1} (the one pcap4j asks for is too old for newer systems) and installs
 * libpcap; a modular program also says {@code requires org.pcap4j.core}, with {@code slf4j-api}
 * 1.7. To open an interface a process needs the right to: on Linux the capability {@code
 * cap_net_raw}, on others access to the BPF devices. Once it is open, none.
 *
 * <p>Not thread-safe: one thread at a time, {@link #close} included.
 */
public final class LiveCapture implements Closeable {
  private static final long PAUSE_NANOS = 5_000_000;

  private final PacketSource source;
  private final long timeoutNanos;
  private boolean closed;

  LiveCapture(PacketSource source, Duration timeout) {
    this.source = source;
    timeoutNanos = timeout.toNanos();
  }

  /**
   * A builder of a capture.
   *
   * @param interfaceName as the operating system names it, such as {@code eth0}; on Linux also
   *     {@code any}
   */
  public static Builder builder(String interfaceName) {
    return new Builder(interfaceName);
  }

  /** The LINKTYPE_ value of its packets, as in a capture file; {@link FlowTable} can decode it. */
  public int linkType() {
    return source.linkType();
  }

  /**
   * Waits for the next packet. Its bytes are valid until the next call.
   *
   * @return false if none came within the timeout, or the thread was interrupted (and still is);
   *     {@code into} is then unchanged
   * @throws IOException if the interface can be captured from no longer; one line that names it
   * @throws IllegalStateException if this was closed
   */
  public boolean next(Packet into) throws IOException {
    requireOpen();
    if (source.poll(into)) {
      return true;
    }
    long began = System.nanoTime();
    long left = timeoutNanos;
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(Math.min(left, PAUSE_NANOS));
      if (source.poll(into)) {
        return true;
      }
      left = timeoutNanos - (System.nanoTime() - began);
    }
    return false;
  }

  /**
   * What was seen and dropped since it was opened.
   *
   * @throws IOException if that cannot be read; one line that names the interface
   * @throws IllegalStateException if this was closed
   */
  public CaptureCounters counters() throws IOException {
    requireOpen();
    return source.counters();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the capture is closed");
    }
  }

  /** Ends the capture. Closing again does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      source.close();
    }
  }

  /** The settings of a {@link LiveCapture}. Not thread-safe. */
  public static final class Builder {
    final String interfaceName;
    String filter = "";
    int snapLength = 1 << 18;
    int bufferBytes = 32 << 20;
    boolean promiscuous = true;
    private Duration timeout = Duration.ofMillis(100);

    private Builder(String interfaceName) {
      this.interfaceName = Objects.requireNonNull(interfaceName);
    }

    /**
     * Which packets to capture: an expression as tcpdump takes it; by default all. It counts for
     * the outermost headers only.
     */
    public Builder filter(String expression) {
      filter = Objects.requireNonNull(expression);
      return this;
    }

    /**
     * The bytes to capture of each packet; by default 262,144, which is all. A payload that is cut
     * is a hole in its stream.
     *
     * @throws IllegalArgumentException if it is not from 64 to 262,144
     */
    public Builder snapLength(int bytes) {
      if (bytes < 64 || bytes > 1 << 18) {
        throw new IllegalArgumentException("a snap length is from 64 to 262144, not " + bytes);
      }
      snapLength = bytes;
      return this;
    }

    /**
     * The size of the kernel's buffer, in which packets wait for this program; by default 32 MiB.
     *
     * @throws IllegalArgumentException if it is less than 1 MiB
     */
    public Builder bufferBytes(int bytes) {
      if (bytes < 1 << 20) {
        throw new IllegalArgumentException("a capture buffer has at least 1 MiB, not " + bytes);
      }
      bufferBytes = bytes;
      return this;
    }

    /** Whether to see packets that are for other hosts, too; by default yes. */
    public Builder promiscuous(boolean all) {
      promiscuous = all;
      return this;
    }

    /**
     * How long {@link LiveCapture#next} waits; by default 100 ms.
     *
     * @throws IllegalArgumentException if it is negative or longer than a day
     */
    public Builder timeout(Duration longest) {
      if (longest.isNegative() || longest.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("a timeout is from 0 to a day, not " + longest);
      }
      timeout = longest;
      return this;
    }

    /**
     * Opens the interface and begins to capture.
     *
     * @throws IOException if pcap4j or libpcap is not there (the line says what to install), the
     *     interface cannot be opened, the filter is none, or {@link FlowTable} cannot decode the
     *     link type
     */
    public LiveCapture open() throws IOException {
      PacketSource source;
      try {
        source = PcapSource.open(this);
      } catch (LinkageError e) {
        throw new IOException(whatToInstall(e), e);
      }
      if (!LinkTypes.isKnown(source.linkType())) {
        source.close();
        throw new IOException(interfaceName + ": " + LinkTypes.unknown(source.linkType()));
      }
      return new LiveCapture(source, timeout);
    }

    private static String whatToInstall(LinkageError e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      // The second is said of a class that could not be initialised before, for want of libpcap.
      if (message.startsWith("Unable to load library") || message.contains("NativeMappings")) {
        return "live capture needs libpcap, which was not found:"
            + " install it (Debian and Ubuntu: apt-get install libpcap0.8)";
      }
      if (e instanceof NoClassDefFoundError) {
        return "live capture needs pcap4j, which was not found: add org.pcap4j:pcap4j-core and"
            + " net.java.dev.jna:jna with what they need (missing: "
            + message.replace('/', '.')
            + ")";
      }
      return "live capture cannot be used here: " + e.getClass().getSimpleName() + ": " + message;
    }
  }
}
