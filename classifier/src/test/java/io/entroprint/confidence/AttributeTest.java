package io.entroprint.confidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.library.Attributes;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeTest {
  @ParameterizedTest
  @CsvSource({
    "tls1.2/h2, tls1.2",
    "'aes128-ctr,hmac-sha1', aes128-ctr",
    "'a,b/c', a",
    "'a/b,c', a",
    "plain, plain",
    "'', ''"
  })
  void aClassOfSettingsEndsAtTheFirstSlashOrComma(String settings, String theirClass) {
    Attributes attributes = new Attributes("", "", settings, Optional.empty());
    assertEquals(theirClass, Attribute.SETTINGS_CLASS.of(attributes));
    assertEquals(settings, Attribute.SETTINGS.of(attributes));
  }
}
