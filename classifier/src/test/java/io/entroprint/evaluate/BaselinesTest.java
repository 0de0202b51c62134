package io.entroprint.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.evaluate.EvaluationReport.EntropyThreshold;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Nature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private final List<LabelledStream> streams = new ArrayList<>();
  private final IdentityHashMap<LabelledStream, PayloadPrefix> openings = new IdentityHashMap<>();

  private void add(Exchange exchange) {
    LabelledStream stream = exchange.stream();
    streams.add(stream);
    openings.put(stream, exchange.opening());
  }

  private List<String> said(String baseline) throws InterruptedException {
    return new Baselines(streams, openings, 2).answers(streams).get(baseline);
  }

  @Test
  void aPortSaysWhatMostOfItsStreamsAreInOtherFamilies() throws InterruptedException {
    add(Exchange.of("http", "f1").port(80).client("x"));
    add(Exchange.of("tls", "f2").port(80).client("x"));
    add(Exchange.of("tls", "f2").port(80).client("x"));
    add(Exchange.of("http", "f3").port(80).client("x"));
    add(Exchange.of("http", "f3").port(8080).client("x"));
    add(Exchange.of("ssh", "f1").port(22).client("x"));
    // Of one http and two tls, of two http (twice), of http and two tls, then of none.
    assertEquals(List.of("tls", "http", "http", "tls", "unknown", "unknown"), said("server port"));
  }

  @Test
  void firstBytesAreComparedOneByOne() throws InterruptedException {
    add(Exchange.of("a", "f1").client("GET /index").server("200 OK"));
    add(Exchange.of("b", "f1").client("GET /index").server("200 OK"));
    add(Exchange.of("a", "f2").client("GET /other").server("404 NO"));
    add(Exchange.of("b", "f3").client("GEX /index").server("200 OK"));
    // Of the first eight bytes one differs in f3, two in f2; f1, which is equal, is hidden.
    assertEquals("b", said("first 4 + 4 bytes").get(0));
    // The first of equals.
    assertEquals("a", said("first 4 + 4 bytes").get(3));
  }

  @Test
  void nearestByBytesAgreesWithComparingTexts() throws InterruptedException {
    Random random = new Random(5);
    List<String[]> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String[] text = {text(random), text(random)};
      texts.add(text);
      add(Exchange.of("l" + i % 7, "f" + i % 5).client(text[0]).server(text[1]));
    }
    for (int length : new int[] {4, 16}) {
      List<String> said = said("first " + length + " + " + length + " bytes");
      for (int i = 0; i < 40; i++) {
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (int j = 0; j < 40; j++) {
          int differ =
              differ(texts.get(i)[0], texts.get(j)[0], length)
                  + differ(texts.get(i)[1], texts.get(j)[1], length);
          if (i % 5 != j % 5 && differ < least) {
            least = differ;
            nearest = "l" + j % 7;
          }
        }
        assertEquals(nearest, said.get(i));
      }
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(20); i > 0; i--) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }

  private static int differ(String a, String b, int length) {
    char[] x = Arrays.copyOf(a.toCharArray(), Math.min(length, a.length()));
    char[] y = Arrays.copyOf(b.toCharArray(), Math.min(length, b.length()));
    int differ = 0;
    for (int i = 0; i < Math.max(x.length, y.length); i++) {
      differ += i < x.length && i < y.length && x[i] == y[i] ? 0 : 1;
    }
    return differ;
  }

  @Test
  void entropyTellsTextFromRandomBytes() throws InterruptedException {
    for (int family = 0; family < 3; family++) {
      byte[] random = new byte[700 + 300 * family];
      new Random(family).nextBytes(random);
      add(Exchange.of("random", "f" + family).client(random));
      add(Exchange.of("text", "f" + family).client("to be or not to be ".repeat(20 + family)));
    }
    assertEquals(
        List.of("random", "text", "random", "text", "random", "text"), said("byte entropy"));
  }

  @Test
  void aFixedThresholdIsATestOfLength() {
    for (int length : new int[] {1024, 4096, 8192}) {
      byte[] random = new byte[length];
      new Random(length).nextBytes(random);
      add(Exchange.of("a", "f").nature(Nature.ENCRYPTED).client(random));
      add(Exchange.of("a", "f").nature(Nature.COMPRESSED).client(random));
      add(Exchange.of("a", "f").nature(Nature.PLAINTEXT).client("plain ".repeat(length)));
    }
    add(Exchange.of("a", "f").client(new byte[9000]));
    EntropyThreshold threshold = ThresholdScoring.of(7.9, streams);
    assertEquals(new EntropyThreshold(7.9, 3, 2, 3, 2, 4), threshold);
    assertEquals(2.0 / 3, threshold.recall(), 1e-12);
    assertEquals(0.5, threshold.precision(), 1e-12);
  }
}
