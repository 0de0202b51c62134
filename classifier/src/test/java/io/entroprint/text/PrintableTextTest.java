package io.entroprint.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class PrintableTextTest {
  @Test
  void nothingCommandsATerminal() {
    assertEquals("?]0;pwned??[31mred", PrintableText.of("\033]0;pwned\007\033[31mred"));
    assertEquals("a?b?c?d", PrintableText.of("a\nb\rc\td"));
    assertEquals("??31m", PrintableText.of("\u007f\u009b31m"));
    assertEquals("?gpj.exe", PrintableText.of("\u202egpj.exe"));
    assertEquals("a?b?", PrintableText.of("a\u2028b\u2066"));
    for (char c = 0; c < ' '; c++) {
      assertEquals("?", PrintableText.of(Character.toString(c)));
    }
  }

  @Test
  void textStaysAsItIs() {
    String text = "Grüße, 日本語, \ud83d\ude00, ~!";
    assertSame(text, PrintableText.of(text));
  }

  @Test
  void halvesOfCharactersHaveNoEncoding() {
    assertEquals("a?", PrintableText.of("a\ud83d"));
    assertEquals("?a", PrintableText.of("\ude00a"));
  }

  @Test
  void linesKeepTheirEnds() {
    assertEquals("a?b\nc\n", PrintableText.lines("a\033b\nc\n"));
  }
}
