package io.entroprint.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetEntropyConfigurationTest {
  @TempDir Path directory;

  private NetEntropyConfiguration parse(String text) throws IOException {
    return NetEntropyConfiguration.read(
        Files.writeString(directory.resolve("net-entropy.conf"), text));
  }

  @Test
  void readsEveryKeyAndTheEnvelopesBesideIt() throws IOException {
    Files.writeString(directory.resolve("ssh.nes"), ProtoSpecTest.SSH);
    Path other = Files.writeString(directory.resolve("any.nes"), "Port: all\nRange: 1 9 0 7.9\n");
    NetEntropyConfiguration configuration =
        parse(
            """
            # where to listen
            Interface:    eth0
            RuntimeUser:  nobody
            MemoryLimit:  128M
            MaxTrackSize: 65536   # bytes
            PcapFilter:   tcp and (port 22 or ip6 host 2001:db8::1)
            ProtoSpec:    ssh.nes
            ProtoSpec:    %s
            """
                .formatted(other));
    assertEquals(Optional.of("eth0"), configuration.networkInterface());
    assertEquals(Optional.of("nobody"), configuration.runtimeUser());
    assertEquals(OptionalLong.of(128 << 20), configuration.memoryLimit());
    assertEquals(OptionalInt.of(65536), configuration.maxTrackSize());
    assertEquals(
        Optional.of("tcp and (port 22 or ip6 host 2001:db8::1)"), configuration.pcapFilter());
    assertEquals(List.of(directory.resolve("ssh.nes"), other), configuration.protoSpecs());
    assertEquals(
        List.of("ssh", "any"),
        configuration.readProtoSpecs().stream().map(ProtoSpec::name).toList());
  }

  @Test
  void nothingIsRequired() throws IOException {
    assertEquals(
        new NetEntropyConfiguration(
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            List.of()),
        parse("\n# nothing\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Interface: eth0;Speed: 9 | 2 | unknown key 'Speed'; known are Interface, RuntimeUser, "
            + "MemoryLimit, MaxTrackSize, PcapFilter and ProtoSpec",
        "MemoryLimit: much | 1 | MemoryLimit: expected a size in bytes, such as 65536 or 64K, "
            + "found 'much'",
        "MaxTrackSize: 4G | 1 | MaxTrackSize: expected a size in bytes, such as 65536 or 64K, "
            + "found '4G'",
        "MaxTrackSize: 0 | 1 | MaxTrackSize: expected a size in bytes, such as 65536 or 64K, "
            + "found '0'",
        "Interface: a;Interface: b | 2 | Interface was given before, in line 1",
        "ProtoSpec: | 1 | ProtoSpec: expected a value",
      })
  void namesFileAndLineOfWhatIsWrong(String text, int line, String what) {
    EnvelopeFormatException e =
        assertThrows(EnvelopeFormatException.class, () -> parse(text.replace(';', '\n')));
    assertEquals(
        directory.resolve("net-entropy.conf") + ", line " + line + ": " + what, e.getMessage());
  }
}
