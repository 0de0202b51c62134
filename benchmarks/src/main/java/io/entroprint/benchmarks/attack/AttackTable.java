package io.entroprint.benchmarks.attack;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.capture.Packet;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.sensor.Sensor;
import io.entroprint.stream.StreamSummary.EndReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Prints what each attack costs a flow table with its default limits whose streams a sensor judges:
 * packets a second of processor time, and the largest heap that lived.
 */
public final class AttackTable {
  private static final int SAMPLES = 12;
  private static final int RAW_IP = 101;

  private AttackTable() {}

  /**
   * Runs the attacks.
   *
   * @param arguments names of some, such as {@code SYN_FLOOD}; none for all
   */
  public static void main(String[] arguments) throws IOException {
    Sensor sensor = Sensor.builder(BundledLibrary.load()).build();
    run(Attack.ORDINARY, sensor, Attack.ORDINARY.packets / 4);
    System.out.println(
        "| attack | packets | packets a CPU second | live heap, MiB | streams ended early |");
    System.out.println("|---|---|---|---|---|");
    for (Attack attack : Attack.values()) {
      if (arguments.length == 0 || Arrays.asList(arguments).contains(attack.name())) {
        System.out.println(run(attack, sensor, attack.packets));
      }
    }
    System.out.println();
    System.out.println(bomb());
  }

  private static String run(Attack attack, Sensor sensor, long packets) {
    ByteBuffer buffer = ByteBuffer.allocate(65_536);
    Packet packet = new Packet();
    long most = 0;
    long cpu = 0;
    long before = heap();
    FlowTable table = FlowTable.builder(sensor).build();
    long i = 0;
    for (int sample = 1; sample <= SAMPLES; sample++) {
      long until = packets * sample / SAMPLES;
      long began = cpuNanos();
      for (; i < until; i++) {
        attack.packet(i, buffer);
        int length = buffer.position();
        // 100,000 packets a second.
        packet.set(
            1_700_000_000_000_000_000L + i * 10_000, RAW_IP, buffer.array(), 0, length, length);
        table.accept(packet);
      }
      cpu += cpuNanos() - began;
      most = Math.max(most, heap() - before);
    }
    long evicted = table.counters().ended().getOrDefault(EndReason.EVICTED, 0L);
    table.close();
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,.0f | %.0f | %,d |",
        attack.what,
        packets,
        packets / (cpu / 1e9),
        Math.max(0, most) / 1048576.0,
        evicted);
  }

  /** A gzip of a capture of one packet repeated: 1,000 times smaller than what it unpacks to. */
  private static String bomb() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      ByteBuffer header = ByteBuffer.allocate(24);
      header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
      header.putInt(262_144).putInt(RAW_IP);
      out.write(header.array());
      ByteBuffer record = ByteBuffer.allocate(16 + 1400);
      record.putInt(0).putInt(0).putInt(1400).putInt(1400);
      for (int i = 0; i < 700_000; i++) {
        out.write(record.array());
      }
    }
    long began = cpuNanos();
    Packet packet = new Packet();
    long read = 0;
    String end = "to its end";
    try (CaptureReader reader =
        CaptureReader.open(new ByteArrayInputStream(packed.toByteArray()), "bomb")) {
      while (reader.next(packet)) {
        read += 1416;
      }
    } catch (IOException e) {
      end = "until '" + e.getMessage() + "'";
    }
    return String.format(
        Locale.ROOT,
        "A gzip bomb of %,d bytes that holds 991,200,024: read %,d bytes in %.2f CPU seconds, %s.",
        packed.size(),
        read,
        (cpuNanos() - began) / 1e9,
        end);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
