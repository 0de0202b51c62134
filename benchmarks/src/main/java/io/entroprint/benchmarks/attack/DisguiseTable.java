package io.entroprint.benchmarks.attack;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Prints what somebody can do who wants a stream to be taken for something else, or for nothing
 * known: how many streams keep their label under each disguise. The TCP streams are those of the
 * captures that get a label as they are.
 */
public final class DisguiseTable {
  private static final int MOST_BYTES = 8192;

  private DisguiseTable() {}

  /** What one side sent in one go. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Turn(Direction direction, byte[] bytes) {}

  /** A stream as turns, and the label that it has undisguised. */
  private record Exchange(String label, List<Turn> turns) {}

  /** Keeps the turns of a stream. */
  private static final class Keeper implements StreamObserver {
    private final List<Turn> turns = new ArrayList<>();
    private int bytes;

    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
      int taken = Math.min(length, MOST_BYTES - bytes);
      if (taken > 0) {
        byte[] copy = new byte[taken];
        System.arraycopy(array, offset, copy, 0, taken);
        turns.add(new Turn(direction, copy));
        bytes += taken;
      }
    }

    @Override
    public void ended(StreamSummary summary) {}
  }

  /**
   * Reads captures and disguises their streams.
   *
   * @param arguments captures, or directories of some
   */
  public static void main(String[] arguments) throws IOException {
    StreamClassifier classifier = new StreamClassifier(BundledLibrary.load());
    List<Exchange> all = new ArrayList<>();
    for (String argument : arguments) {
      try (Stream<Path> files = Files.walk(Path.of(argument))) {
        for (Path file : files.filter(f -> f.toString().contains(".pcap")).sorted().toList()) {
          read(file, classifier, all);
        }
      }
    }
    System.out.println("| disguise | streams | same label | another label | no label |");
    System.out.println("|---|---|---|---|---|");
    for (int n : new int[] {1, 2, 4, 8, 64}) {
      row(n + " random bytes of the client in front", all, classifier, turns -> inFront(turns, n));
    }
    for (int n : new int[] {64, 512, 2048}) {
      row(
          n + " zero bytes of the client behind its first turn",
          all,
          classifier,
          t -> padded(t, n));
    }
    List<Turn> greeting =
        List.of(
            new Turn(Direction.TO_SERVER, ascii("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n")),
            new Turn(Direction.TO_CLIENT, ascii("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")));
    row(
        "one HTTP request and its answer in front",
        all,
        classifier,
        turns -> join(greeting, turns));
    row("every byte XORed with 0x55", all, classifier, DisguiseTable::xored);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  private static void read(Path file, StreamClassifier classifier, List<Exchange> into)
      throws IOException {
    List<Keeper> keepers = new ArrayList<>();
    try (CaptureReader reader = CaptureReader.open(file);
        FlowTable table =
            FlowTable.builder(
                    start -> {
                      Keeper keeper = new Keeper();
                      if (start.key().transport() == Transport.TCP && !start.midstream()) {
                        keepers.add(keeper);
                      }
                      return keeper;
                    })
                .build()) {
      table.acceptAll(reader);
    } catch (IOException e) {
      // A capture that is cut: what came before counts.
    }
    for (Keeper keeper : keepers) {
      verdict(keeper.turns, classifier)
          .label()
          .ifPresent(label -> into.add(new Exchange(label.name(), keeper.turns)));
    }
  }

  private static Verdict verdict(List<Turn> turns, StreamClassifier classifier) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    turns.forEach(turn -> meter.add(turn.direction, turn.bytes, 0, turn.bytes.length));
    return classifier.classify(StreamEvidence.of(Transport.TCP, meter).ended());
  }

  private static void row(
      String what,
      List<Exchange> all,
      StreamClassifier classifier,
      UnaryOperator<List<Turn>> disguise) {
    int same = 0;
    int other = 0;
    for (Exchange exchange : all) {
      String said = verdict(disguise.apply(exchange.turns), classifier).labelOrDecision();
      if (said.equals(exchange.label)) {
        same++;
      } else if (!said.equals("unknown") && !said.equals("undecided")) {
        other++;
      }
    }
    double count = all.size();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.3f | %.3f | %.3f |%n",
        what,
        all.size(),
        same / count,
        other / count,
        (count - same - other) / count);
  }

  private static List<Turn> join(List<Turn> one, List<Turn> two) {
    List<Turn> all = new ArrayList<>(one);
    all.addAll(two);
    return all;
  }

  private static List<Turn> inFront(List<Turn> turns, int count) {
    byte[] bytes = new byte[count];
    new Random(turns.size()).nextBytes(bytes);
    return join(List.of(new Turn(Direction.TO_SERVER, bytes)), turns);
  }

  private static List<Turn> padded(List<Turn> turns, int count) {
    List<Turn> all = new ArrayList<>();
    boolean done = false;
    for (Turn turn : turns) {
      all.add(turn);
      if (!done && turn.direction == Direction.TO_SERVER) {
        all.add(new Turn(Direction.TO_SERVER, new byte[count]));
        done = true;
      }
    }
    return all;
  }

  private static List<Turn> xored(List<Turn> turns) {
    return turns.stream()
        .map(
            turn -> {
              byte[] bytes = turn.bytes.clone();
              for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= 0x55;
              }
              return new Turn(turn.direction, bytes);
            })
        .toList();
  }
}
