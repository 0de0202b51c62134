package io.entroprint.output;

import io.entroprint.sensor.VerdictEvent;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Tables as Zeek's ASCII writer makes them. */
final class ZeekFormat implements VerdictFormat {
  private static final String UNSET = "-";
  private static final String EMPTY = "(empty)";

  @Override
  public String header() {
    return "#separator \\x09\n#set_separator\t,\n#empty_field\t"
        + EMPTY
        + "\n#unset_field\t"
        + UNSET
        + "\n#path\tentroprint\n#fields\t"
        + EventColumn.ALL.stream().map(EventColumn::field).collect(Collectors.joining("\t"))
        + "\n#types\t"
        + EventColumn.ALL.stream().map(EventColumn::type).collect(Collectors.joining("\t"))
        + "\n";
  }

  @Override
  public byte[] line(VerdictEvent event) {
    StringBuilder out = new StringBuilder(512);
    String separator = "";
    for (EventColumn column : EventColumn.ALL) {
      out.append(separator);
      separator = "\t";
      String value = column.of(event);
      if (value == null) {
        out.append(UNSET);
      } else {
        escaped(out, value);
      }
    }
    return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Control characters and what would be read as something else, by their numbers. */
  private static void escaped(StringBuilder out, String value) {
    boolean looksUnset = value.equals(UNSET) || value.equals(EMPTY);
    int from = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == 0x7f || c == '\\' || (looksUnset && i == 0)) {
        out.append(value, from, i).append("\\x");
        out.append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
        from = i + 1;
      }
    }
    // Nearly always all of it.
    if (from == 0) {
      out.append(value);
    } else {
      out.append(value, from, value.length());
    }
  }
}
