package io.entroprint.cli.curve;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.View;
import io.entroprint.file.WholeFile;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.StreamSummary;
import io.entroprint.text.DecimalText;
import io.entroprint.text.PacketTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Curves as net-entropy writes them: one {@code .dat} file for each stream, on each line an offset
 * and the entropy up to it. A second stream of the same time and endpoints, from another capture,
 * gets a number at the end of its file's name.
 */
final class CurveFiles {
  /** Decimals of an entropy in bits, as net-entropy prints it. */
  static final int DECIMALS = 8;

  private final Path directory;
  private final Set<View> views;
  private final Map<String, Integer> used = new HashMap<>();

  CurveFiles(Path directory, Set<View> views) {
    this.directory = directory;
    this.views = views;
  }

  /**
   * Writes the files of a stream, one for each view that has any bytes.
   *
   * @throws UncheckedIOException if one cannot be written
   */
  void write(StreamCurve stream) {
    String name = name(stream.summary());
    int same = used.merge(name, 1, Integer::sum);
    String number = same == 1 ? "" : "-" + same;
    for (View view : views) {
      String suffix = views.size() == 1 ? "" : "-" + view.id();
      if (stream.curve().reached(view) > 0) {
        write(directory.resolve(name + number + suffix + ".dat"), stream.curve(), view);
      }
    }
  }

  private static void write(Path file, EntropyCurve curve, View view) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < curve.reached(view); i++) {
      text.append(curve.grid().get(i)).append(' ');
      text.append(DecimalText.of(curve.get(view, i), DECIMALS)).append('\n');
    }
    try {
      WholeFile.writeOneOfMany(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Such as {@code 20261121T204446.123456-tcp-192.0.2.1_50412-192.0.2.2_22}. */
  static String name(StreamSummary stream) {
    FlowKey key = stream.start().key();
    StringBuilder name = new StringBuilder();
    name.append(PacketTime.compact(stream.start().startNanos()));
    name.append('-').append(key.transport().id());
    // No colons: some file systems forbid them.
    name.append('-').append(key.client().toString().replace(':', '.'));
    name.append('_').append(key.clientPort());
    name.append('-').append(key.server().toString().replace(':', '.'));
    name.append('_').append(key.serverPort());
    return name.toString();
  }
}
