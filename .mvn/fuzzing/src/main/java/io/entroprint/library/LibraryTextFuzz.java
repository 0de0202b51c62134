package io.entroprint.library;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A library as a text of any bytes, as it is and with its digest put right: refused in the
 * documented form, or canonical.
 */
public final class LibraryTextFuzz {
  private static final String DIGEST = "sha256 ";

  private LibraryTextFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    read(input);
    read(withRightDigest(input));
  }

  /** The library, or null if it is refused. */
  public static FingerprintLibrary read(byte[] input) throws IOException {
    FingerprintLibrary library;
    try {
      library = FingerprintLibrary.read(new ByteArrayInputStream(input), "fuzzed");
    } catch (LibraryFormatException e) {
      String line = e.getMessage();
      if (!line.startsWith("fuzzed") || line.indexOf('\n') >= 0) {
        throw new AssertionError("not one line that names the input", e);
      }
      return null;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new LibraryWriter(library).write(out);
    byte[] written = out.toByteArray();
    if (!Arrays.equals(input, written)) {
      throw new AssertionError("accepted, but not canonical");
    }
    return library;
  }

  /** The same with a last line whose digest is that of what stands before it. */
  public static byte[] withRightDigest(byte[] input) {
    String text = new String(input, ISO_8859_1);
    int at = text.lastIndexOf("\n" + DIGEST);
    byte[] body = at < 0 ? input : Arrays.copyOf(input, at + 1);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      byte[] end = (DIGEST + HexFormat.of().formatHex(digest) + "\n").getBytes(ISO_8859_1);
      byte[] whole = Arrays.copyOf(body, body.length + end.length);
      System.arraycopy(end, 0, whole, body.length, end.length);
      return whole;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
