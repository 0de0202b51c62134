package io.entroprint.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8BuilderTest {
  private static final long SEED = 20261130;

  /** ASCII, two and three bytes of UTF-8, and what needs a pair of characters. */
  private static final String[] TEXTS = {
    "", "a", "label", "\u00e9", "na\u00efve \u20ac", "\ud83d\ude00"
  };

  @Test
  void isWhatTheEncoderOfJavaGives() {
    Random random = new Random(SEED);
    for (int run = 0; run < 200; run++) {
      Utf8Builder text = new Utf8Builder(random.nextInt(20));
      StringBuilder expected = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        String piece = TEXTS[random.nextInt(TEXTS.length)];
        char c = (char) random.nextInt(0xd800);
        long number = random.nextLong() >> random.nextInt(64);
        expected.append(piece).append(c).append(number).append(piece);
        text.append(piece).append(c).append(number).append(piece.getBytes(StandardCharsets.UTF_8));
      }
      assertEquals(expected.toString(), text.toString());
      byte[] bytes = expected.toString().getBytes(StandardCharsets.UTF_8);
      assertArrayEquals(bytes, text.toBytes());
      assertEquals(bytes.length, text.length());
    }
  }

  @Test
  void numbersOfEveryLength() {
    for (long power = 1; power > 0 && power <= Long.MAX_VALUE / 10; power *= 10) {
      for (long number : new long[] {power - 1, power, -power}) {
        assertEquals(Long.toString(number), new Utf8Builder(0).append(number).toString());
      }
    }
    long[] ends = {Integer.MAX_VALUE, 1L << 31, Long.MAX_VALUE, Long.MIN_VALUE};
    for (long number : ends) {
      assertEquals(Long.toString(number), new Utf8Builder(0).append(number).toString());
    }
    assertEquals("007", new Utf8Builder(0).padded(7, 3).toString());
    assertEquals("23", new Utf8Builder(0).padded(123, 2).toString());
  }

  @Test
  void whatIsNoAsciiIsEncodedFromItsFirstCharacterOn() {
    assertEquals(2, new Utf8Builder(0).append('\u0080').length());
    assertEquals(2, new Utf8Builder(0).append("\u0080").length());
    assertEquals(1, new Utf8Builder(0).append('\u007f').length());
    assertEquals(1, new Utf8Builder(0).append("\u007f").length());
  }

  @Test
  void aSurrogateAloneIsAQuestionMark() {
    assertEquals("a?b", new Utf8Builder(0).append("a\ud83db").toString());
  }

  @Test
  void stopsAtTheFirstCharacterThatIsNotPlain() {
    boolean[] plain = new boolean[0x80];
    Arrays.fill(plain, 'a', 'z' + 1, true);
    Utf8Builder text = new Utf8Builder(1);
    assertEquals(2, text.appendPlain(plain, "ab\"c\u0141", 0));
    assertEquals(4, text.appendPlain(plain, "ab\"c\u0141", 3));
    assertEquals(5, text.appendPlain(plain, "ab\"c\u0141", 5));
    assertEquals("abc", text.toString());
    text.setLength(1);
    assertEquals("ax", text.append('x').toString());
  }
}
