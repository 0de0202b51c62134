package io.entroprint.capture;

import java.io.EOFException;
import java.io.IOException;
import java.sql.Timestamp;
import java.util.concurrent.TimeoutException;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.PcapStat;

/**
 * libpcap by pcap4j, of which only the raw bytes are taken. The one class that names pcap4j:
 * without it, or without libpcap, the first use of this class throws a {@link LinkageError}.
 */
final class PcapSource implements PacketSource {
  /** How long the kernel may hold packets back to hand over several at a time. */
  private static final int BATCH_MILLIS = 20;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final PcapHandle handle;
  private final String name;
  private final int linkType;
  private long received;
  private long droppedByKernel;
  private long droppedByInterface;

  PcapSource(PcapHandle handle, String name) {
    this.handle = handle;
    this.name = name;
    linkType = linkType(handle.getDlt().value());
  }

  /** Opens an interface. */
  static PcapSource open(LiveCapture.Builder settings) throws IOException {
    String name = settings.interfaceName;
    PcapHandle handle;
    try {
      handle =
          new PcapHandle.Builder(name)
              .snaplen(settings.snapLength)
              .promiscuousMode(
                  settings.promiscuous
                      ? PromiscuousMode.PROMISCUOUS
                      : PromiscuousMode.NONPROMISCUOUS)
              .timeoutMillis(BATCH_MILLIS)
              .bufferSize(settings.bufferBytes)
              .timestampPrecision(TimestampPrecision.NANO)
              .build();
    } catch (PcapNativeException e) {
      throw new IOException(name + ": cannot be opened for capture: " + oneLine(e), e);
    }
    try {
      if (!settings.filter.isEmpty()) {
        handle.setFilter(settings.filter, BpfCompileMode.OPTIMIZE);
      }
    } catch (PcapNativeException | NotOpenException e) {
      handle.close();
      throw new IOException("not a capture filter: '" + settings.filter + "': " + oneLine(e), e);
    }
    try {
      // A blocking read may block for ever on a quiet link, whatever its timeout.
      handle.setBlockingMode(BlockingMode.NONBLOCKING);
    } catch (PcapNativeException | NotOpenException e) {
      handle.close();
      throw new IOException(name + ": cannot be opened for capture: " + oneLine(e), e);
    }
    return new PcapSource(handle, name);
  }

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }

  /** The values of a running system differ from those of files where systems disagreed. */
  private static int linkType(int dlt) {
    return switch (dlt) {
      case 11 -> 100;
      case 12, 14 -> 101;
      default -> dlt;
    };
  }

  @Override
  public int linkType() {
    return linkType;
  }

  @Override
  public boolean poll(Packet into) throws IOException {
    byte[] bytes;
    try {
      bytes = handle.getNextRawPacketEx();
    } catch (TimeoutException | EOFException e) {
      return false;
    } catch (PcapNativeException | NotOpenException e) {
      throw new IOException(name + ": cannot be captured from: " + oneLine(e), e);
    }
    Timestamp time = handle.getTimestamp();
    long seconds = Math.floorDiv(time.getTime(), 1000L);
    into.set(
        seconds * NANOS_PER_SECOND + time.getNanos(),
        linkType,
        bytes,
        0,
        bytes.length,
        Math.max(bytes.length, handle.getOriginalLength()));
    return true;
  }

  @Override
  public CaptureCounters counters() throws IOException {
    try {
      PcapStat now = handle.getStats();
      received = grown(received, now.getNumPacketsReceived());
      droppedByKernel = grown(droppedByKernel, now.getNumPacketsDropped());
      droppedByInterface = grown(droppedByInterface, now.getNumPacketsDroppedByIf());
    } catch (PcapNativeException | NotOpenException e) {
      throw new IOException(name + ": its drops cannot be read: " + oneLine(e), e);
    }
    return new CaptureCounters(received, droppedByKernel, droppedByInterface);
  }

  /** A number of which libpcap has the lower 32 bits. */
  static long grown(long before, long lowerNow) {
    return before + ((lowerNow - before) & 0xffff_ffffL);
  }

  @Override
  public void close() {
    handle.close();
  }
}
