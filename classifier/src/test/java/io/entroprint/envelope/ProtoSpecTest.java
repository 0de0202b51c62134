package io.entroprint.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.View;
import io.entroprint.envelope.ProtoSpec.BoundUnit;
import io.entroprint.envelope.ProtoSpec.EntropyRange;
import io.entroprint.envelope.ProtoSpec.RangeUnit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtoSpecTest {
  static final String SSH =
      """
      Port: 22
      Direction: both
      Cumulative: yes
      RangeUnit: bytes
      # Range: start    end      min_ent        max_ent
      Range:   1        63       0              4.38105154
      Range:   64       127      4.22877741     4.64838314
      Range:   128      255      4.95194340     5.02499151
      Range:   256      511      4.86894369     7.28671360
      Range:   512      1023     4.86310673     7.59574795
      Range:   1024     1535     4.94409609     7.74570751
      Range:   1536     2047     5.77497149     7.81915951
      Range:   2048     3071     6.44314718     7.85139179
      Range:   3072     4095     7.17234325     7.92034960
      Range:   4096     8191     7.46498394     7.96606302
      Range:   8192     65536    7.82608652     7.99687433
      """;

  static ProtoSpec parse(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ProtoSpec.read(new ByteArrayInputStream(bytes), "specs/tcp-22-ssh.nes");
  }

  @Test
  void readsNetEntropysFileForSsh() throws IOException {
    ProtoSpec ssh = parse(SSH);
    assertEquals("tcp-22-ssh", ssh.name());
    assertEquals(OptionalInt.of(22), ssh.port());
    assertEquals(View.BOTH, ssh.direction());
    assertTrue(ssh.cumulative());
    assertEquals(RangeUnit.BYTES, ssh.rangeUnit());
    assertEquals(BoundUnit.BITS, ssh.boundUnit());
    assertEquals(11, ssh.ranges().size());
    assertEquals(new EntropyRange(1, 63, 0, 4.38105154), ssh.ranges().get(0));
    assertEquals(new EntropyRange(8192, 65536, 7.82608652, 7.99687433), ssh.ranges().get(10));
    assertEquals(0, ssh.rangeAt(1));
    assertEquals(0, ssh.rangeAt(63));
    assertEquals(1, ssh.rangeAt(64));
    assertEquals(10, ssh.rangeAt(65536));
    assertEquals(-1, ssh.rangeAt(65537));
    assertEquals(-1, ssh.rangeAt(0));
  }

  @Test
  void readsAGenericDetectorWithDefaultsAnySpacingAndComments() throws IOException {
    ProtoSpec all =
        parse("\r\n# anything\r\n\tport :all   # every port\r\nRANGE:1\t65536   0 7.9\r\n");
    assertEquals(OptionalInt.empty(), all.port());
    assertEquals(View.BOTH, all.direction());
    assertTrue(all.cumulative());
    assertEquals(List.of(new EntropyRange(1, 65536, 0, 7.9)), all.ranges());
  }

  @Test
  void readsEveryDirectionAndUnit() throws IOException {
    ProtoSpec client =
        parse("Port: 1\nDirection: cli2srv\nCumulative: no\nRangeUnit: packets\nRange: 0 9 0 8\n");
    assertEquals(View.TO_SERVER, client.direction());
    assertEquals(false, client.cumulative());
    assertEquals(RangeUnit.PACKETS, client.rangeUnit());
    ProtoSpec server =
        parse("Port: 65535\nDirection: srv2cli\nBoundUnit: deviations\nRange: 64 99 -inf -4.5\n");
    assertEquals(View.TO_CLIENT, server.direction());
    assertEquals(BoundUnit.DEVIATIONS, server.boundUnit());
    assertEquals(new EntropyRange(64, 99, Double.NEGATIVE_INFINITY, -4.5), server.ranges().get(0));
  }

  @Test
  void writesWhatItReads(@TempDir Path directory) throws IOException {
    for (String text :
        List.of(
            SSH,
            "Port: all\nDirection: srv2cli\nCumulative: no\nRangeUnit: packets\nRange: 3 4 1 2\n",
            "Port: 9\nBoundUnit: deviations\nMinBytes: 512\nRange: 1 2 -inf inf\nRange: 3 4 -2.5 0.25\n")) {
      Path file = directory.resolve("tcp-22-ssh.nes");
      ProtoSpec spec = parse(text);
      spec.write(file);
      assertEquals(spec, ProtoSpec.read(file));
      assertEquals(spec.text(), Files.readString(file));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Port: 22;Colour: red | 2 | unknown key 'Colour'; known are Port, Direction",
        "Port 22 | 1 | expected 'key: value', found 'Port 22'",
        "Port: | 1 | Port: expected a value",
        "Port: 0 | 1 | Port: expected a port from 1 to 65535, or all, found '0'",
        "Port: 65536 | 1 | Port: expected a port from 1 to 65535, or all, found '65536'",
        "Port: ssh | 1 | Port: expected a port from 1 to 65535, or all, found 'ssh'",
        "Port: 22;;Port: 23 | 3 | Port was given before, in line 1",
        "Direction: up | 1 | Direction: expected both, cli2srv or srv2cli, found 'up'",
        "Cumulative: maybe | 1 | Cumulative: expected yes or no, found 'maybe'",
        "RangeUnit: bits | 1 | RangeUnit: expected bytes or packets, found 'bits'",
        "BoundUnit: bytes | 1 | BoundUnit: expected bits or deviations, found 'bytes'",
        "MinBytes: 0 | 1 | MinBytes: expected a number from 1 to 65536, found '0'",
        "Range: 1 2 3 | 1 | Range: expected four numbers (start, end, min, max), found '1 2 3'",
        "Range: 1 2 3 4 5 | 1 | Range: expected four numbers",
        "#;Range: -1 2 3 4 | 2 | Range: expected a whole number from 0 up as start, found '-1'",
        "Range: 1 0x9 3 4 | 1 | Range: expected a whole number from 0 up as end, found '0x9'",
        "Range: 9 8 0 8 | 1 | Range: the end 8 is before the start 9",
        "Range: 1 2 5 4 | 1 | Range: the minimum 5 is above the maximum 4",
        "Range: 1 2 0 8.1 | 1 | Range: expected an entropy from 0 to 8 bits as max, found '8.1'",
        "Range: 1 2 NaN 8 | 1 | Range: expected an entropy from 0 to 8 bits as min, found 'NaN'",
        "Range: 1 2 0 1e1 | 1 | Range: expected an entropy from 0 to 8 bits as max, found '1e1'",
        "Range: 1 2 0 8;BoundUnit: bits | 2 | BoundUnit must stand before the first Range",
        "Port: 22; | 1 | the file ends here without a Range",
        "Range: 1 2 0 8; | 1 | the file ends here without a Port",
      })
  void namesFileAndLineOfWhatIsWrong(String text, int line, String what) {
    EnvelopeFormatException e =
        assertThrows(EnvelopeFormatException.class, () -> parse(text.replace(';', '\n')));
    assertEquals(line, e.line(), e.getMessage());
    assertEquals("specs/tcp-22-ssh.nes", e.file());
    String start = "specs/tcp-22-ssh.nes, line " + line + ": " + what;
    assertTrue(e.getMessage().startsWith(start), e.getMessage());
  }

  @Test
  void showsNoControlCharacterAndNoLongLineInErrors() {
    EnvelopeFormatException e =
        assertThrows(
            EnvelopeFormatException.class, () -> parse("Port: \u001b[31m" + "x".repeat(99)));
    assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), e.getMessage());
    assertTrue(e.getMessage().length() < 150, e.getMessage());
  }
}
