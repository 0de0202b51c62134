package io.entroprint.cli.base;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.entroprint.text.DecimalText;
import io.entroprint.text.PacketTime;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** JSON objects, one a line. */
public final class JsonLine {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .characterEscapes(new Escapes())
          .build();

  private JsonLine() {}

  /** Writes the fields of an object. */
  public interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /** The line of an object in UTF-8, its line feed included. */
  public static byte[] of(Fields fields) {
    StringWriter line = new StringWriter(1024);
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A number with up to six decimals; {@code null} where there is none (NaN or infinite). */
  public static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeFieldName(name);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      json.writeNull();
    } else {
      json.writeNumber(DecimalText.ofShort(value, 6));
    }
  }

  /** A time, as Suricata writes it. */
  public static void time(JsonGenerator json, String name, long nanos) throws IOException {
    json.writeStringField(name, PacketTime.eve(nanos));
  }

  /** Control characters by their numbers; surrogates too, as one alone cannot be UTF-8. */
  public static class Escapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      for (int c = 0; c < ' '; c++) {
        codes[c] = ESCAPE_STANDARD;
      }
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      return Character.isSurrogate((char) c)
          ? new SerializedString("\\u" + Integer.toHexString(c))
          : null;
    }
  }
}
