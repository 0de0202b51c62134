package io.entroprint.label;

import java.nio.file.Path;
import java.util.List;

/**
 * The labelled streams of one directory of captures, which an evaluation reports on separately.
 *
 * @param name what the report calls it
 * @param directory where the captures are; {@link FlowLabel#capture} is relative to it
 * @param streams its streams
 */
public record CaptureSet(String name, Path directory, List<LabelledStream> streams) {
  /** Keeps its own copy of the list. */
  public CaptureSet {
    streams = List.copyOf(streams);
  }
}
