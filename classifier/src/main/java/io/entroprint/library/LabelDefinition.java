package io.entroprint.library;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a label of the bundled library means: what is on the wire, which labels look alike, and what
 * other programs call it. Immutable and thread-safe; read once, when it is first asked for.
 */
public final class LabelDefinition {
  private static final String NONE = "-";
  private static final String WRITTEN_ONLY = ">";

  /** Programs that have names of their own for protocols. */
  public enum Tool {
    /** Services in {@code conn.log}. */
    ZEEK,
    /** {@code app_proto} in {@code eve.json}. */
    SURICATA,
    /** Names of nDPI's detectors. */
    NDPI,
    /** Names in Wireshark's display filters. */
    WIRESHARK;

    /** The name in options and output: lower case. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Loaded only once somebody asks, which who classifies need not. */
  private static final class Table {
    static final Map<Label, LabelDefinition> BY_LABEL = read();
  }

  private final Label label;
  private final Map<Tool, List<String>> names;
  private final List<Label> relatives;
  private final String text;

  private LabelDefinition(String[] columns) {
    label = new Label(columns[0]);
    names = new EnumMap<>(Tool.class);
    for (Tool tool : Tool.values()) {
      names.put(tool, list(columns[1 + tool.ordinal()]));
    }
    relatives = list(columns[1 + Tool.values().length]).stream().map(Label::new).toList();
    text = columns[2 + Tool.values().length];
  }

  private static List<String> list(String column) {
    return column.equals(NONE) ? List.of() : List.of(column.split(", ?", -1));
  }

  /** All definitions, in the order of the labels' names. */
  public static List<LabelDefinition> all() {
    return List.copyOf(Table.BY_LABEL.values());
  }

  /** The definition of a label; empty for labels that the project does not define. */
  public static Optional<LabelDefinition> of(Label label) {
    return Optional.ofNullable(Table.BY_LABEL.get(label));
  }

  /** The label. */
  public Label label() {
    return label;
  }

  /** What is on the wire, and where it is easily misunderstood, what is not in it: sentences. */
  public String text() {
    return text;
  }

  /** Labels that this one is taken for most easily; by form, not by purpose. */
  public List<Label> relatives() {
    return relatives;
  }

  /** What a program calls it; empty if it has no name for it. */
  public Optional<String> name(Tool tool) {
    return names.get(tool).stream()
        .findFirst()
        .map(name -> name.startsWith(WRITTEN_ONLY) ? name.substring(1) : name);
  }

  /** All that a program calls it and that means this label and no other. */
  public List<String> meantBy(Tool tool) {
    return names.get(tool).stream().filter(name -> !name.startsWith(WRITTEN_ONLY)).toList();
  }

  private static Map<Label, LabelDefinition> read() {
    Map<Label, LabelDefinition> byLabel = new LinkedHashMap<>();
    try (InputStream in = LabelDefinition.class.getResourceAsStream("labels.tsv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String> rows = new ArrayList<>(lines.lines().toList());
      rows.removeIf(row -> row.startsWith("#"));
      for (String row : rows) {
        LabelDefinition definition = new LabelDefinition(row.split("\t", -1));
        byLabel.put(definition.label, definition);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableMap(byLabel);
  }
}
