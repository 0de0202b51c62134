package io.entroprint.library;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.entroprint.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/**
 * A detached Ed25519 signature (RFC 8032) of a library, in a small text file beside it. It signs
 * the digest of the canonical bytes, so it holds for both forms of the library.
 *
 * @param library the id of the library that was signed; the signature covers it through the digest
 * @param sha256 the digest that was signed
 * @param signature the 64 bytes, in Base64
 */
public record LibrarySignature(String library, String sha256, String signature) {
  private static final String MAGIC = "entroprint-signature";
  private static final String FORMAT = "1.0";
  private static final int MAX_BYTES = 4096;

  /**
   * @throws IllegalArgumentException if a component is not such a text
   */
  public LibrarySignature {
    FieldText.requireText("library", library);
    if (!FieldText.isSha256(sha256)) {
      throw new IllegalArgumentException("sha256: expected 64 lower-case hexadecimal digits");
    }
    byte[] bytes = Base64.getDecoder().decode(signature);
    // The decoder ignores the bits that the last digit has too many.
    if (bytes.length != 64 || !Base64.getEncoder().encodeToString(bytes).equals(signature)) {
      throw new IllegalArgumentException("signature: expected 64 bytes in Base64");
    }
  }

  /**
   * Signs a library.
   *
   * @throws InvalidKeyException if it is not an Ed25519 key
   */
  public static LibrarySignature sign(FingerprintLibrary library, PrivateKey key)
      throws InvalidKeyException {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key);
      signer.update(message(library.sha256()));
      String signature = Base64.getEncoder().encodeToString(signer.sign());
      return new LibrarySignature(library.id(), library.sha256(), signature);
    } catch (NoSuchAlgorithmException e) {
      throw SigningKeys.missing(e);
    } catch (InvalidKeyException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyException(e);
    }
  }

  /**
   * Whether the holder of the key signed exactly this library.
   *
   * @throws InvalidKeyException if it is not an Ed25519 key
   */
  public boolean verify(FingerprintLibrary of, PublicKey key) throws InvalidKeyException {
    if (!sha256.equals(of.sha256()) || !library.equals(of.id())) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(message(sha256));
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (NoSuchAlgorithmException e) {
      throw SigningKeys.missing(e);
    } catch (InvalidKeyException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      // 64 bytes that are no signature at all.
      return false;
    }
  }

  /** Says what is signed, so that a signature of something else is never one of a library. */
  private static byte[] message(String sha256) {
    return (LibraryFormat.MAGIC + " " + LibraryFormat.SHA256 + " " + sha256 + "\n")
        .getBytes(US_ASCII);
  }

  /**
   * Writes the signature, in place of what was there.
   *
   * @throws IOException if it cannot be written; what was there is still there then
   */
  public void write(Path file) throws IOException {
    String text =
        MAGIC
            + ' '
            + FORMAT
            + "\nlibrary "
            + library
            + "\nsha256 "
            + sha256
            + "\nsignature "
            + signature
            + '\n';
    WholeFile.write(file, text);
  }

  /**
   * Reads a signature.
   *
   * @throws IOException if the file is not one
   * @throws IOException if it cannot be read
   */
  public static LibrarySignature read(Path file) throws IOException {
    LineCursor in =
        LineCursor.of(
            LibraryFile.bytes(file, MAX_BYTES),
            file.toString(),
            MAGIC,
            "a signature of a fingerprint library");
    if (!in.ascii().equals(FORMAT)) {
      throw in.unexpected("'" + MAGIC + " " + FORMAT + "'");
    }
    in.advance();
    final String library = value(in, "library");
    final String sha256 = value(in, LibraryFormat.SHA256);
    final String signature = value(in, "signature");
    if (!in.atEnd()) {
      throw in.unexpected("nothing after the signature");
    }
    try {
      return new LibrarySignature(library, sha256, signature);
    } catch (IllegalArgumentException e) {
      throw in.error("not a signature: " + e.getMessage());
    }
  }

  private static String value(LineCursor in, String key) throws LibraryFormatException {
    in.expect(key);
    String text = in.text();
    in.advance();
    return text;
  }
}
