package io.entroprint.fuzz;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.Attributes;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.LibrarySignature;
import io.entroprint.library.Nature;
import io.entroprint.library.Provenance;
import io.entroprint.library.SigningKeys;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Writes what each target begins with: small inputs that are right, of every kind that there is.
 */
@SuppressWarnings("StringConcatToTextBlock") // Not all of their lines end alike.
public final class Seeds {
  private static final int MOST_BYTES = 6_000;

  private final Path directory;
  private int count;

  private Seeds(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes seeds.
   *
   * @param arguments where to: a directory for each target is made there; then directories of
   *     captures, of which the small ones are taken and the heads of others
   */
  public static void main(String[] arguments) throws IOException, InvalidKeyException {
    Seeds seeds = new Seeds(Path.of(arguments[0]));
    seeds.texts();
    seeds.library();
    for (String captures : Arrays.asList(arguments).subList(1, arguments.length)) {
      seeds.captures(Path.of(captures));
    }
  }

  private void put(String target, byte[] content) throws IOException {
    Path to = Files.createDirectories(directory.resolve(target));
    Files.write(to.resolve(String.format("seed-%05d", count++)), content);
  }

  private void put(String target, String content) throws IOException {
    put(target, content.getBytes(StandardCharsets.UTF_8));
  }

  private void captures(Path from) throws IOException {
    List<Path> files;
    try (Stream<Path> below = Files.walk(from)) {
      files = below.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      byte[] head;
      try (var in = Files.newInputStream(file)) {
        head = in.readNBytes(MOST_BYTES);
      }
      put("CaptureReaderFuzz", head);
      packets(head);
    }
  }

  /** The packets of a little-endian pcap file, as a target for packets takes them. */
  private void packets(byte[] pcap) throws IOException {
    if (pcap.length < 24 || (pcap[0] & 0xff) != 0xd4) {
      return;
    }
    for (int place = 0; place < 4; place++) {
      java.io.ByteArrayOutputStream seed = new java.io.ByteArrayOutputStream();
      seed.write(place);
      for (int at = 24; at + 16 < pcap.length; ) {
        int length = (pcap[at + 8] & 0xff) | ((pcap[at + 9] & 0xff) << 8);
        int taken = Math.min(Math.min(length, 256), pcap.length - at - 16);
        if (taken > 0) {
          seed.write(taken - 1);
          seed.write(pcap, at + 16, taken);
          seed.write(0);
        }
        at += 16 + length;
      }
      put("PacketsFuzz", seed.toByteArray());
    }
  }

  private void library() throws IOException, InvalidKeyException {
    // Small ones bear far more executions.
    libraries(made(1, 2));
    FingerprintLibrary library = made(3, 40);
    libraries(library);
    Path written = Files.createTempDirectory("seeds").resolve("written");
    var keys = SigningKeys.generate();
    SigningKeys.writePublicKey(keys.getPublic(), written);
    put("KeysFuzz", Files.readAllBytes(written));
    Files.delete(written);
    SigningKeys.writePrivateKey(keys.getPrivate(), written);
    put("KeysFuzz", Files.readAllBytes(written));
    Files.delete(written);
    LibrarySignature.sign(library, keys.getPrivate()).write(written);
    put("SignatureFuzz", Files.readAllBytes(written));
    Files.delete(written);
    Files.delete(written.getParent());
  }

  private void libraries(FingerprintLibrary library) throws IOException {
    Path written = Files.createTempFile("seeds", "");
    library.write(written);
    byte[] text = Files.readAllBytes(written);
    Files.delete(written);
    put("LibraryTextFuzz", text);
    put("CompactTextFuzz", text);
    put("CompactFormFuzz", io.entroprint.fingerprints.CompactSeed.of(library));
  }

  private static FingerprintLibrary made(int count, int length) {
    Random random = new Random(1);
    List<Fingerprint> fingerprints = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
      byte[] bytes = new byte[length << i];
      random.nextBytes(bytes);
      meter.add(Direction.TO_SERVER, bytes, 0, bytes.length);
      meter.add(Direction.TO_CLIENT, bytes, 0, length / 2);
      fingerprints.add(
          new Fingerprint(
              (i < 2 ? "ssh-2/000" : "http/000") + i,
              new Label(i < 2 ? "ssh-2" : "http"),
              i == 1 ? Transport.UDP : Transport.TCP,
              new Attributes("Open SSH", i == 0 ? "srv" : "", "", Optional.of(Nature.ENCRYPTED)),
              meter.vector(),
              1 + i,
              LocalDate.of(2026, 11, 20),
              LocalDate.of(2026, 11, 21),
              new Provenance("a.pcap", "", "here", "CC0-1.0", "family " + i)));
    }
    return FingerprintLibrary.builder(FeatureDefinition.CURRENT, "seed", "1.0.0")
        .created(LocalDate.of(2026, 11, 21))
        .calibration("tcp.label.threshold", 0.5)
        .addAll(fingerprints)
        .build();
  }

  private void texts() throws IOException {
    put(
        "ProtoSpecFuzz",
        "# ssh\nPort: 22\nDirection: cli2srv\nCumulative: yes\nRangeUnit: bytes\n"
            + "Range: 1 63 0 4.38105154\nRange: 64 65536 4.2 8\n");
    put("ProtoSpecFuzz", "Port: all\nRangeUnit: packets\nRange: 1 10 0.5 7.9\n");
    put(
        "ConfigurationFuzz",
        "Interface: eth0\nRuntimeUser: nobody\nMaxTrackSize: 65536\nPcapFilter: tcp\n"
            + "ProtoSpec: ssh.nes\n");
    String head = "capture,proto,client_ip,client_port,server_ip,server_port,start,label";
    put("LabelsCsvFuzz", head + "\na.pcap,tcp,192.0.2.1,4,198.51.100.2,22,1795293886.5,ssh-2\n");
    put(
        "LabelsCsvFuzz",
        head
            + ",app,client,server,settings,nature,group,unknown\n"
            + "a.pcap,udp,2001:db8::1,53,::1,5,1e9,\"a \"\"b\"\"\",x,y,z,\"k,l\",encrypted,g,1\n");
    put(
        "ZeekLogFuzz",
        "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n"
            + "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\n"
            + "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\n"
            + "1795293886.5\tCx\t192.0.2.1\t4\t198.51.100.2\t22\ttcp\tssh,x\n#close\tnow\n");
    put(
        "ZeekLogFuzz",
        "{\"ts\":1795293886.5,\"id.orig_h\":\"192.0.2.1\",\"id.orig_p\":4,"
            + "\"id.resp_h\":\"198.51.100.2\",\"id.resp_p\":22,\"proto\":\"tcp\","
            + "\"service\":\"ssh\"}\n");
    put(
        "EveLogFuzz",
        "{\"timestamp\":\"2026-11-21T20:44:46.123456+0000\",\"event_type\":\"flow\","
            + "\"src_ip\":\"192.0.2.1\",\"src_port\":4,\"dest_ip\":\"198.51.100.2\","
            + "\"dest_port\":22,\"proto\":\"TCP\",\"app_proto\":\"ssh\","
            + "\"flow\":{\"start\":\"2026-11-21T20:44:46.123456+0000\"}}\n");
    // Nearly as long and as deep as the parser of JSON takes.
    for (String json : new String[] {"9".repeat(1000), "[".repeat(999)}) {
      put("ZeekLogFuzz", "{\"ts\":" + json + "}\n");
      put("EveLogFuzz", "{\"event_type\":\"flow\",\"src_port\":" + json + "}\n");
    }
    put("FilterRulesFuzz", "ssh-2: tcp port 22 and not host 10.0.0.1\n# x\nhttp: net 10.0.0.0/8\n");
    put("FlowFilterFuzz", "tcp and (src port 22 or dst net 2001:db8::/32) and not host 192.0.2.1");
    put("FlowFilterFuzz", "udp portrange 1-1023 || ! host ::1 && ip6");
    put("OriginsCsvFuzz", "capture,source,licence\na.pcap,https://example.org,CC0-1.0\n");
    String[] turns = {
      "220 ready\r\n",
      "USER anonymous\r\n",
      "230 in\r\n",
      "PASV\r\n",
      "227 Entering (192,0,2,2,4,4)\r\n",
      "RETR file.gz\r\n",
      "EPSV\r\n",
      "229 Entering (|||1028|)\r\n",
      "EPRT |1|192.0.2.1|40001|\r\n",
      "PORT 192,0,2,1,156,65\r\n"
    };
    java.io.ByteArrayOutputStream ftp = new java.io.ByteArrayOutputStream();
    for (String turn : turns) {
      ftp.write((turn.length() - 1) << 1 | (Character.isDigit(turn.charAt(0)) ? 0 : 1));
      ftp.writeBytes(turn.getBytes(StandardCharsets.US_ASCII));
    }
    put("FtpFuzz", ftp.toByteArray());
    for (String number : new String[] {"1795293886.123456", "0.5", "-3.25", "1e9", "0"}) {
      put("NumbersFuzz", number);
    }
    byte[] any = new byte[400];
    new Random(2).nextBytes(any);
    String structured = "FlowTableFuzz ReassemblyFuzz TcpConnectionFuzz ChunksFuzz VerdictFuzz";
    for (String target : structured.split(" ", -1)) {
      put(target, any);
      put(target, "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n".repeat(5));
    }
  }
}
