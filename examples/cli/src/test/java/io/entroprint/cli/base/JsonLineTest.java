package io.entroprint.cli.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entroprint.text.DecimalText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLineTest {

  @Test
  void writesNestedObjectsAndEveryKindOfValue() {
    String line =
        line(
            json -> {
              json.writeStringField("s", "x");
              json.writeObjectFieldStart("o");
              json.writeNumberField("n", 5L);
              json.writeBooleanField("b", true);
              json.writeEndObject();
              JsonLine.number(json, "d", 0.25);
              JsonLine.number(json, "none", Double.NaN);
              JsonLine.time(json, "t", 1_795_293_886_123_456_789L);
            });
    assertEquals(
        "{\"s\":\"x\",\"o\":{\"n\":5,\"b\":true},\"d\":0.25,\"none\":null,"
            + "\"t\":\"2026-11-21T20:44:46.123456+0000\"}\n",
        line);
  }

  private static String line(JsonLine.Fields fields) {
    return new String(JsonLine.of(fields), StandardCharsets.UTF_8);
  }

  /** Any text a file may be named by comes back from an independent reader as it was. */
  @Test
  void escapesWhatMustBeEscaped() throws IOException {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0x250; c++) {
      all.append(c);
    }
    all.append("\u2028 \ud83d\ude00 \ud800 end");
    String line = line(json -> json.writeStringField("s", all.toString()));
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      assertEquals(JsonToken.START_OBJECT, parser.nextToken());
      assertEquals("s", parser.nextFieldName());
      assertEquals(all.toString(), parser.nextTextValue());
    }
  }

  @Test
  void writesControlsAndSurrogatesByTheirNumbers() {
    String line =
        line(json -> json.writeStringField("s", "a\n\u001f\u007f\u00e9\ud83d\ude00\"\\/"));
    assertEquals("{\"s\":\"a\\u000a\\u001f\u007f\u00e9\\ud83d\\ude00\\\"\\\\/\"}\n", line);
  }

  @Test
  void roundsNumbersHalfUpWithoutZerosAtTheEnd() {
    assertEquals("0.0", decimal(0.0));
    assertEquals("1.0", decimal(0.99999996));
    assertEquals("0.98", decimal(0.98));
    assertEquals("0.000001", decimal(0.0000005));
    assertEquals("-12.5", decimal(-12.5));
    assertEquals("0.0", decimal(-0.0000001));
  }

  private static String decimal(double value) {
    return DecimalText.ofShort(value, 6);
  }
}
