package io.entroprint.label;

import io.entroprint.library.Label;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads labels as {@link LabelSource#folders} says. */
final class LabelFolders {
  private LabelFolders() {}

  /**
   * Looks for captures below a directory; they are recognised by name or content, and those that
   * lie in the directory itself say nothing. The directory is that of the captures for {@link
   * LabelledCaptures#read(LabelSource, Path, CaptureOrigins, int)}. A folder whose name is no label
   * is a problem; the others count.
   *
   * @throws IOException if the directory can't be searched
   */
  static LabelSource read(Path directory) throws IOException {
    List<LabelRule> rules = new ArrayList<>();
    Problems problems = new Problems("folders of " + directory + " whose names are no labels");
    Map<String, Optional<Label>> labels = new HashMap<>();
    for (String capture : CapturesBelow.of(directory)) {
      String[] names = capture.split("/", -1);
      if (names.length > 1) {
        String place = directory.resolve(names[0]).toString();
        labels
            .computeIfAbsent(names[0], name -> label(name, place, problems))
            .ifPresent(
                label ->
                    rules.add(
                        new LabelRule(
                            Optional.of(capture),
                            FlowFilter.all(),
                            label,
                            names.length > 2 ? Optional.of(names[1]) : Optional.empty(),
                            place)));
      }
    }
    return new LabelSource(List.of(), rules, problems.lines());
  }

  private static Optional<Label> label(String name, String place, Problems problems) {
    try {
      return Optional.of(new Label(name));
    } catch (IllegalArgumentException e) {
      problems.add(place + ": " + e.getMessage());
      return Optional.empty();
    }
  }
}
