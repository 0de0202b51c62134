package io.entroprint.capture;

import io.entroprint.benchmarks.Streams;
import io.entroprint.entropy.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.function.IntToDoubleFunction;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.TcpPacket;

/**
 * Going through a capture file, and what pcap4j offers instead. In the package of what it measures,
 * as packets are decoded by classes that it does not show to the outside. A turn opens the file,
 * takes every packet and closes it; its result is the number of bytes that were seen.
 */
public final class Capturing {
  private final Path file;

  private Capturing(Path file) {
    this.file = file;
  }

  /** A capture of these streams, each a TCP connection. */
  public static Capturing of(Streams streams) throws IOException {
    return new Capturing(MixCapture.of(streams));
  }

  /** Whether pcap4j finds the libpcap that it needs. */
  public static boolean hasPcap4j() {
    try {
      return !Pcaps.libVersion().isEmpty();
    } catch (LinkageError e) {
      return false;
    }
  }

  private interface Turn {
    long run() throws IOException, PcapNativeException, NotOpenException, TimeoutException;
  }

  private static IntToDoubleFunction turns(Turn turn) {
    return times -> {
      long sum = 0;
      for (int t = 0; t < times; t++) {
        try {
          sum += turn.run();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } catch (PcapNativeException | NotOpenException | TimeoutException e) {
          throw new IllegalStateException(e);
        }
      }
      return sum;
    };
  }

  /** The packets alone. */
  public IntToDoubleFunction reading() {
    return turns(
        () -> {
          long bytes = 0;
          Packet packet = new Packet();
          try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next(packet)) {
              bytes += packet.capturedLength();
            }
          }
          return bytes;
        });
  }

  /** The packets and all of their headers. */
  public IntToDoubleFunction decoding() {
    return turns(
        () -> {
          long bytes = 0;
          Packet packet = new Packet();
          PacketDecoder decoder =
              new PacketDecoder(DecoderSettings.DEFAULT, new FragmentTable(new Tally()));
          try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next(packet)) {
              bytes += decoder.decode(packet) == Layer.FOUND ? decoder.found.length() : 0;
            }
          }
          return bytes;
        });
  }

  /** The streams, put together and told to an observer. */
  public IntToDoubleFunction reassembling() {
    return turns(
        () -> {
          Told told = new Told();
          try (CaptureReader reader = CaptureReader.open(file);
              FlowTable table = FlowTable.builder(start -> told).build()) {
            table.acceptAll(reader);
          }
          return told.bytes;
        });
  }

  /** Counts what it is told. */
  private static final class Told implements StreamObserver {
    private long bytes;

    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
      bytes += length;
    }

    @Override
    public void ended(StreamSummary summary) {}
  }

  /** pcap4j's packets alone. */
  public IntToDoubleFunction pcap4jReading() {
    return turns(
        () -> {
          long bytes = 0;
          try (PcapHandle handle = Pcaps.openOffline(file.toString())) {
            while (true) {
              bytes += handle.getNextRawPacketEx().length;
            }
          } catch (EOFException e) {
            return bytes;
          }
        });
  }

  /** pcap4j's packets with all of their headers. */
  public IntToDoubleFunction pcap4jDecoding() {
    return turns(
        () -> {
          long bytes = 0;
          try (PcapHandle handle = Pcaps.openOffline(file.toString())) {
            while (true) {
              TcpPacket tcp = handle.getNextPacketEx().get(TcpPacket.class);
              bytes += tcp.getPayload() == null ? 0 : tcp.getPayload().length();
            }
          } catch (EOFException e) {
            return bytes;
          }
        });
  }
}
