package io.entroprint.train;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.stream.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads captures a second time for the {@link Opening} of their labelled streams, so that no
 * labelled stream has to carry payload.
 */
final class Openings {
  private static final StreamObserver NOT_LABELLED =
      new StreamObserver() {
        @Override
        public void bytes(Direction direction, byte[] array, int offset, int count, long time) {}

        @Override
        public void ended(StreamSummary summary) {}
      };

  private Openings() {}

  /**
   * The opening of each stream of a transport, by the stream itself and not by what it equals.
   *
   * @throws IOException if a capture can no longer be opened; the message names it
   */
  static IdentityHashMap<LabelledStream, Opening> read(
      List<CaptureSet> sets, Transport transport, int threads)
      throws IOException, InterruptedException {
    List<OneCapture> captures = new ArrayList<>();
    for (CaptureSet set : sets) {
      Map<String, List<LabelledStream>> byCapture = new TreeMap<>();
      for (LabelledStream stream : Selection.of(transport, set.streams())) {
        byCapture
            .computeIfAbsent(stream.provenance().capture(), c -> new ArrayList<>())
            .add(stream);
      }
      byCapture.forEach((capture, streams) -> captures.add(new OneCapture(set, capture, streams)));
    }
    IdentityHashMap<LabelledStream, Opening> openings = new IdentityHashMap<>();
    try {
      OrderedPool.map(captures, threads, OneCapture::read).forEach(openings::putAll);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return openings;
  }

  private record OneCapture(CaptureSet set, String capture, List<LabelledStream> streams) {
    IdentityHashMap<LabelledStream, Opening> read() {
      Map<StreamStart, Opening> byStart = new HashMap<>();
      streams.forEach(s -> byStart.put(s.summary().start(), new Opening()));
      try (CaptureReader reader = CaptureReader.open(set.directory().resolve(capture));
          FlowTable table =
              FlowTable.builder(
                      start -> {
                        Opening labelled = byStart.get(start);
                        return labelled == null ? NOT_LABELLED : labelled;
                      })
                  .build()) {
        readAll(reader, table);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      IdentityHashMap<LabelledStream, Opening> openings = new IdentityHashMap<>();
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
