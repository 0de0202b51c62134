package io.entroprint.evaluate;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.concurrent.OrderedPool;
import io.entroprint.entropy.Direction;
import io.entroprint.evaluate.Evaluation.CaptureSet;
import io.entroprint.fit.Selection;
import io.entroprint.label.LabelledStream;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads captures a second time for the {@link PayloadPrefix} of their labelled streams, so that no
 * labelled stream has to carry payload.
 */
final class PayloadPrefixes {
  private static final StreamObserver NOT_LABELLED =
      new StreamObserver() {
        @Override
        public void bytes(Direction direction, byte[] array, int offset, int count, long time) {}

        @Override
        public void ended(StreamSummary summary) {}
      };

  private PayloadPrefixes() {}

  /**
   * The opening of each stream of a transport, by the stream itself and not by what it equals.
   *
   * @throws IOException if a capture can no longer be opened; the message names it
   */
  static IdentityHashMap<LabelledStream, PayloadPrefix> read(
      List<CaptureSet> sets, Transport transport, int threads)
      throws IOException, InterruptedException {
    List<PrefixesOfCapture> captures = new ArrayList<>();
    for (CaptureSet set : sets) {
      Map<String, List<LabelledStream>> byCapture = new TreeMap<>();
      for (LabelledStream stream : Selection.of(transport, set.streams())) {
        byCapture
            .computeIfAbsent(stream.provenance().capture(), c -> new ArrayList<>())
            .add(stream);
      }
      byCapture.forEach(
          (capture, streams) -> captures.add(new PrefixesOfCapture(set, capture, streams)));
    }
    IdentityHashMap<LabelledStream, PayloadPrefix> openings = new IdentityHashMap<>();
    try {
      OrderedPool.map(captures, threads, PrefixesOfCapture::read).forEach(openings::putAll);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return openings;
  }

  private record PrefixesOfCapture(CaptureSet set, String capture, List<LabelledStream> streams) {
    /** No hash table: strangers choose addresses, and could choose them to have one hash code. */
    private static final Comparator<StreamStart> ORDER =
        Comparator.comparingLong(StreamStart::ordinal).thenComparing(StreamStart::key);

    IdentityHashMap<LabelledStream, PayloadPrefix> read() {
      Map<StreamStart, PayloadPrefix> byStart = new TreeMap<>(ORDER);
      streams.forEach(s -> byStart.put(s.summary().start(), new PayloadPrefix()));
      try (CaptureReader reader = CaptureReader.open(set.directory().resolve(capture));
          FlowTable table =
              FlowTable.builder(
                      start -> {
                        PayloadPrefix labelled = byStart.get(start);
                        return labelled == null ? NOT_LABELLED : labelled;
                      })
                  .build()) {
        readAll(reader, table);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      IdentityHashMap<LabelledStream, PayloadPrefix> openings = new IdentityHashMap<>();
      streams.forEach(s -> openings.put(s, byStart.get(s.summary().start())));
      return openings;
    }

    private static void readAll(CaptureReader reader, FlowTable table) {
      try {
        table.acceptAll(reader);
      } catch (IOException e) {
        // What was read before the fault counts, as it did, and was said, the first time.
      }
    }
  }
}
