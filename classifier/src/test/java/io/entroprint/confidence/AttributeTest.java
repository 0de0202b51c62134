package io.entroprint.confidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.library.Attributes;
import io.entroprint.library.Nature;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @CsvSource({
    "OpenSSH_9.2p1, OpenSSH",
    "'Exim (4.96)', Exim",
    "nginx/1.22.1, nginx",
    "'Dovecot 2.3', Dovecot",
    "vsftpd-3.0.3, vsftpd",
    "pure-ftpd, pure-ftpd",
    "pure-ftpd-1.0, pure-ftpd",
    "name-, name-",
    "_x, _x",
    "x_, x",
    "'', ''"
  })
  void aProductEndsWhereItsVersionBegins(String software, String product) {
    Attributes client = new Attributes(software, "", "", Optional.empty());
    Attributes server = new Attributes("", software, "", Optional.empty());
    assertEquals(product, Attribute.CLIENT_PRODUCT.of(client));
    assertEquals(product, Attribute.SERVER_PRODUCT.of(server));
    assertEquals(software, Attribute.CLIENT.of(client));
    assertEquals(software, Attribute.SERVER.of(server));
    assertEquals("", Attribute.CLIENT_PRODUCT.of(server));
    assertEquals("", Attribute.SERVER_PRODUCT.of(client));
  }

  @Test
  void whatIsNotSureEnoughIsSaidMoreCoarselyOnce() {
    assertEquals(Optional.of(Attribute.CLIENT_PRODUCT), Attribute.CLIENT.coarser());
    assertEquals(Optional.of(Attribute.SERVER_PRODUCT), Attribute.SERVER.coarser());
    assertEquals(Optional.of(Attribute.SETTINGS_CLASS), Attribute.SETTINGS.coarser());
    for (Attribute attribute : Attribute.values()) {
      assertEquals(
          Optional.empty(), attribute.coarser().flatMap(Attribute::coarser), attribute.id());
    }
  }

  @Test
  void theNatureIsAValueToo() {
    assertEquals(
        Nature.MIXED.id(),
        Attribute.NATURE.of(new Attributes("", "", "", Optional.of(Nature.MIXED))));
    assertEquals("", Attribute.NATURE.of(Attributes.NONE));
  }
}
