package io.entroprint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.packets.TinyCapture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options that say what a capture may cost, and how it may end. */
class LimitOptionsTest {
  @TempDir private Path directory;

  private static byte[] session() {
    return TinyCapture.create().tcp(50412, 22, "hello", "good day").bytes();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void aGrowingCaptureMayEndInsideAPacket() throws IOException {
    byte[] whole = session();
    Path cut = directory.resolve("cut.pcap");
    Files.write(cut, Arrays.copyOf(whole, whole.length - 7));
    Ran refused = Ran.command("streams", "--json", cut).withCode(1);
    assertEquals(1, refused.problems().size(), refused.err());
    Ran growing = Ran.command("streams", "--json", "--growing", cut).withCode(0).silent();
    assertEquals(refused.lines(), growing.lines());
    assertEquals(
        growing.lines(),
        Ran.command("streams", "--json", "--growing", "--join", cut).withCode(0).silent().lines());
  }

  /** What else is wrong with a capture is an error all the same. */
  @Test
  void aGrowingCaptureMustNotBeBroken() throws IOException {
    Path junk = Files.writeString(directory.resolve("junk.pcap"), "this is no capture");
    Ran ran = Ran.command("streams", "--growing", junk).withCode(1);
    assertEquals(1, ran.problems().size(), ran.err());
  }

  /** 66 MiB of one ICMP-like packet after another pack to less than a thousandth. */
  @Test
  void theExpansionOfACompressedCaptureIsTheUsers() throws IOException {
    byte[] session = session();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(session);
    byte[] idle = Arrays.copyOfRange(TinyCapture.create().sctp().bytes(), 24, 24 + 16 + 32);
    while (file.size() < 66 << 20) {
      file.writeBytes(idle);
    }
    Path bomb = directory.resolve("bomb.pcap.gz");
    Files.write(bomb, gzip(file.toByteArray()));
    Ran refused = Ran.command("streams", "--json", "--max-expansion", 10, bomb).withCode(1);
    assertTrue(refused.err().contains("unpacks to more than 10 times"), refused.err());
    Ran allowed = Ran.command("streams", "--json", "--max-expansion", 100_000, bomb).withCode(0);
    assertEquals(refused.lines(), allowed.lines());
    Ran wrong = Ran.command("streams", "--max-expansion", 0, bomb).withCode(2);
    assertTrue(wrong.err().contains("must be a whole number from 1"), wrong.err());
  }

  /** One datagram of a quiet client, a flood of another, and one more of the quiet one. */
  @Test
  void aClientWithMoreThanItsShareLosesItsStreamsFirst() throws IOException {
    String question = "a question of some length";
    TinyCapture capture = TinyCapture.create().udp(999, 53, question);
    for (int i = 0; i < 12; i++) {
      capture.udp(1000 + i, 53, question);
    }
    byte[] file = capture.udp(999, 53, question).bytes();
    int packet = 16 + 20 + 8 + question.length();
    int lastOfAddress = 24 + 16 + 15;
    file[lastOfAddress] = 9;
    file[lastOfAddress + 13 * packet] = 9;
    Path flood = Files.write(directory.resolve("flood.pcap"), file);
    Ran fair = Ran.command("streams", "--json", "--max-streams", 10, flood).withCode(0);
    assertEquals(13, fair.lines().size(), fair.out());
    Ran unfair =
        Ran.command("streams", "--json", "--max-streams", 10, "--max-streams-per-client", 10, flood)
            .withCode(0);
    assertEquals(14, unfair.lines().size(), unfair.out());
  }

  @Test
  void streamsWithoutTheirBeginningAreJudgedOnlyIfThatIsWanted() throws IOException {
    Path library = ExampleLibrary.trainTo(directory.resolve("examples.txt"));
    byte[] whole = session();
    int handshake = 24 + 2 * (16 + 40);
    byte[] late = new byte[whole.length - (handshake - 24)];
    System.arraycopy(whole, 0, late, 0, 24);
    System.arraycopy(whole, handshake, late, 24, whole.length - handshake);
    Path file = Files.write(directory.resolve("late.pcap"), late);
    Ran byDefault = Ran.command("classify", "--json", "--library", library, file).withCode(0);
    assertTrue(byDefault.out().contains("\"midstream\":true"), byDefault.out());
    assertTrue(byDefault.out().contains("\"reason\":\"midstream\""), byDefault.out());
    assertTrue(byDefault.out().contains("\"confidence\":0.0,"), byDefault.out());
    Ran judged =
        Ran.command("classify", "--json", "--midstream", "--library", library, file).withCode(0);
    assertTrue(judged.out().contains("\"midstream\":true"), judged.out());
    assertTrue(!judged.out().contains("\"confidence\":0.0,"), judged.out());
  }
}
