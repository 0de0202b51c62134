package io.entroprint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonLineTest {

  @Test
  void writesNestedObjectsAndEveryKindOfValue() {
    StringBuilder out = new StringBuilder("before\n");
    new JsonLine(out)
        .field("s", "x")
        .object("o")
        .field("n", 5L)
        .field("b", true)
        .endObject()
        .field("d", 0.25)
        .field("none", Double.NaN)
        .time("t", 1_795_293_886_123_456_789L)
        .end();
    assertEquals(
        "before\n{\"s\":\"x\",\"o\":{\"n\":5,\"b\":true},\"d\":0.25,\"none\":null,"
            + "\"t\":\"2026-11-21T20:44:46.123456+0000\"}\n",
        out.toString());
  }

  /** Any text a file may be named by comes back from an independent reader as it was. */
  @Test
  void escapesWhatMustBeEscaped() throws IOException {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0x250; c++) {
      all.append(c);
    }
    all.append("\u2028 \ud83d\ude00 \ud800 end");
    StringBuilder out = new StringBuilder();
    new JsonLine(out).field("s", all.toString()).end();
    try (JsonParser parser = new JsonFactory().createParser(out.toString())) {
      assertEquals(JsonToken.START_OBJECT, parser.nextToken());
      assertEquals("s", parser.nextFieldName());
      assertEquals(all.toString(), parser.nextTextValue());
    }
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
    StringBuilder out = new StringBuilder();
    Decimal.append(out, value, 6, true);
    return out.toString();
  }
}
