package io.entroprint.discover;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.label.CaptureOrigins;
import io.entroprint.label.LabelSource;
import io.entroprint.label.LabelledCaptures;
import io.entroprint.label.LabelledStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many streams stand on the map next to one of their own label; prints it. */
@Tag("shared")
class StreamMapFiguresTest {
  private static final int FEWEST_BYTES = 32;

  @ParameterizedTest
  @CsvSource({"lab, 0.95", "public, 0.90"})
  void mostStandNextToTheirOwn(String collection, double least) throws Exception {
    Path captures = Path.of(System.getProperty("entroprint.shared"), "captures", collection);
    List<LabelledStream> streams =
        LabelledCaptures.read(
                LabelSource.csv(captures.resolve("labels.csv")), captures, CaptureOrigins.none(), 2)
            .streams()
            .stream()
            .filter(s -> s.truth().label().isPresent())
            .filter(s -> !s.evidence().midstream() && s.summary().bytes() >= FEWEST_BYTES)
            .toList();
    StreamMap map = StreamMap.of(streams.stream().map(s -> s.evidence().vector()).toList());
    int right = 0;
    for (int i = 0; i < map.size(); i++) {
      int nearest = i == 0 ? 1 : 0;
      for (int j = 0; j < map.size(); j++) {
        if (j != i && square(map, i, j) < square(map, i, nearest)) {
          nearest = j;
        }
      }
      if (streams.get(i).truth().label().equals(streams.get(nearest).truth().label())) {
        right++;
      }
    }
    double share = right / (double) map.size();
    System.out.printf(
        Locale.ROOT,
        "%s: %.3f of %d streams stand next to their own%n",
        collection,
        share,
        map.size());
    assertTrue(share >= least, collection + ": " + share);
  }

  private static double square(StreamMap map, int a, int b) {
    double dx = map.x(a) - map.x(b);
    double dy = map.y(a) - map.y(b);
    return dx * dx + dy * dy;
  }
}
