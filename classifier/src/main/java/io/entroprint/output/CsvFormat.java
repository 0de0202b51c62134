package io.entroprint.output;

import io.entroprint.sensor.VerdictEvent;
import io.entroprint.text.CsvCell;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Comma-separated values with a heading. What has no value is empty. */
final class CsvFormat implements VerdictFormat {
  @Override
  public String header() {
    List<String> fields = EventColumn.ALL.stream().map(EventColumn::field).toList();
    return String.join(",", fields) + "\n";
  }

  @Override
  public byte[] line(VerdictEvent event) {
    StringBuilder out = new StringBuilder(512);
    String separator = "";
    for (EventColumn column : EventColumn.ALL) {
      out.append(separator);
      separator = ",";
      String value = column.of(event);
      if (value != null && column.type().equals("string")) {
        CsvCell.appendText(out, value);
      } else if (value != null) {
        CsvCell.append(out, value);
      }
    }
    return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }
}
