package io.entroprint.library;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.entroprint.file.WholeFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Ed25519 keys in PEM files: the private key as PKCS #8, the public key as X.509
 * SubjectPublicKeyInfo (RFC 8410), as OpenSSL writes and reads them.
 */
public final class SigningKeys {
  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final int MAX_BYTES = 8192;

  private SigningKeys() {}

  /** A new random pair. */
  public static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw missing(e);
    }
  }

  static IllegalStateException missing(NoSuchAlgorithmException e) {
    return new IllegalStateException(
        "this Java runtime has no " + ALGORITHM + " (module jdk.crypto.ec)", e);
  }

  /**
   * Writes a private key to a new file that, where the file system can say so, only its owner can
   * read.
   *
   * @throws FileAlreadyExistsException if the file is there and not empty: a key is never
   *     overwritten
   * @throws IOException if it cannot be written
   */
  public static void writePrivateKey(PrivateKey key, Path file) throws IOException {
    write(key, PRIVATE, file, "rw-------");
  }

  /**
   * Writes a public key to a new file.
   *
   * @throws FileAlreadyExistsException if the file is there
   * @throws IOException if it cannot be written
   */
  public static void writePublicKey(PublicKey key, Path file) throws IOException {
    write(key, PUBLIC, file, "rw-r--r--");
  }

  private static void write(Key key, String kind, Path file, String permissions)
      throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    String pem = "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    WholeFile.writeNew(file, out -> out.write(pem.getBytes(US_ASCII)), permissions);
  }

  /**
   * Reads a private key.
   *
   * @throws IOException if the file does not hold one
   * @throws IOException if it cannot be read
   */
  public static PrivateKey readPrivateKey(Path file) throws IOException {
    byte[] encoded = read(PRIVATE, file);
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (NoSuchAlgorithmException e) {
      throw missing(e);
    } catch (GeneralSecurityException e) {
      throw notAKey(PRIVATE, file);
    }
  }

  /**
   * Reads a public key.
   *
   * @throws IOException if the file does not hold one
   * @throws IOException if it cannot be read
   */
  public static PublicKey readPublicKey(Path file) throws IOException {
    byte[] encoded = read(PUBLIC, file);
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (NoSuchAlgorithmException e) {
      throw missing(e);
    } catch (GeneralSecurityException e) {
      throw notAKey(PUBLIC, file);
    }
  }

  private static byte[] read(String kind, Path file) throws IOException {
    String text = new String(LibraryFile.bytes(file, MAX_BYTES), US_ASCII);
    String begin = "-----BEGIN " + kind + "-----";
    String end = "-----END " + kind + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from + begin.length()) {
      throw notAKey(kind, file);
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    } catch (IllegalArgumentException e) {
      throw notAKey(kind, file);
    }
  }

  private static LibraryFormatException notAKey(String kind, Path file) {
    return new LibraryFormatException(
        file.toString(),
        1,
        "expected an Ed25519 " + kind + " in PEM form (-----BEGIN " + kind + "-----)");
  }
}
