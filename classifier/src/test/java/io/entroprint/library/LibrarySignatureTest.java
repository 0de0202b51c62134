package io.entroprint.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrarySignatureTest {
  /** The published example key of RFC 8410, section 10.3, which keeps no secret. */
  private static final String PRIVATE =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
      -----END PRIVATE KEY-----
      """;

  private static final String PUBLIC =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
      -----END PUBLIC KEY-----
      """;

  /** Made with {@code openssl pkeyutl -sign -rawin}, as FORMAT.md says. */
  private static final String SIGNATURE =
      "S0tJe6RMFMxINsyEc85k88TJ6KB8apvt+hphi08e4VYbgPTWavSFUcdqtamio6FSTpjPuW3p3SSCMkT/CEX8Aw==";

  private static final FingerprintLibrary GOLDEN = GoldenLibrary.library();

  @TempDir Path temporary;

  @Test
  void aSignatureHoldsForBothFormsOfTheLibraryAndNoOther() throws Exception {
    KeyPair keys = SigningKeys.generate();
    Path file = temporary.resolve("golden.signature");
    LibrarySignature.sign(GOLDEN, keys.getPrivate()).write(file);
    LibrarySignature signature = LibrarySignature.read(file);
    assertEquals(LibrarySignature.sign(GOLDEN, keys.getPrivate()), signature);
    assertTrue(signature.verify(GOLDEN, keys.getPublic()));
    Path directory = temporary.resolve("golden");
    GOLDEN.writeDirectory(directory);
    assertTrue(signature.verify(FingerprintLibrary.read(directory), keys.getPublic()));
    assertFalse(signature.verify(GOLDEN, SigningKeys.generate().getPublic()));
    assertFalse(signature.verify(GoldenLibrary.tiny(), keys.getPublic()));
    // Another library's names on a good signature, a good signature's names on another.
    assertFalse(
        new LibrarySignature("other@1.0.0", signature.sha256(), signature.signature())
            .verify(GOLDEN, keys.getPublic()));
    FingerprintLibrary tiny = GoldenLibrary.tiny();
    assertFalse(
        new LibrarySignature(tiny.id(), tiny.sha256(), signature.signature())
            .verify(tiny, keys.getPublic()));
  }

  @Test
  void keysAndSignaturesAreThoseOfOpenssl() throws Exception {
    Path privateFile = Files.writeString(temporary.resolve("private.pem"), PRIVATE);
    Path publicFile = Files.writeString(temporary.resolve("public.pem"), PUBLIC);
    LibrarySignature signature =
        LibrarySignature.sign(GOLDEN, SigningKeys.readPrivateKey(privateFile));
    // Ed25519 is deterministic.
    assertEquals(SIGNATURE, signature.signature());
    assertTrue(signature.verify(GOLDEN, SigningKeys.readPublicKey(publicFile)));
  }

  @Test
  void keysAreReadBackAndNeverOverwritten() throws IOException, GeneralSecurityException {
    KeyPair keys = SigningKeys.generate();
    Path privateFile = temporary.resolve("private.pem");
    Path publicFile = temporary.resolve("public.pem");
    SigningKeys.writePrivateKey(keys.getPrivate(), privateFile);
    SigningKeys.writePublicKey(keys.getPublic(), publicFile);
    assertEquals(keys.getPrivate(), SigningKeys.readPrivateKey(privateFile));
    assertEquals(keys.getPublic(), SigningKeys.readPublicKey(publicFile));
    assertThrows(
        FileAlreadyExistsException.class,
        () -> SigningKeys.writePrivateKey(keys.getPrivate(), privateFile));
    if (Files.getFileStore(privateFile).supportsFileAttributeView("posix")) {
      assertEquals(2, Files.getPosixFilePermissions(privateFile).size());
    }
  }

  @Test
  void whatIsNoKeyIsNamed() throws IOException {
    Path file = Files.writeString(temporary.resolve("key.pem"), PUBLIC);
    assertEquals(
        file
            + ", line 1: expected an Ed25519 PRIVATE KEY in PEM form (-----BEGIN PRIVATE KEY-----)",
        assertThrows(LibraryFormatException.class, () -> SigningKeys.readPrivateKey(file))
            .getMessage());
    for (String bad :
        List.of(
            "",
            "-----END PUBLIC KEY----------BEGIN PUBLIC KEY-----",
            "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
            "-----BEGIN PUBLIC KEY-----\nA\n-----END PUBLIC KEY-----")) {
      Files.writeString(file, bad);
      assertThrows(LibraryFormatException.class, () -> SigningKeys.readPublicKey(file));
    }
  }

  @Test
  void aKeyOfAnotherKindIsRefused() throws GeneralSecurityException {
    KeyPair other = KeyPairGenerator.getInstance("EC").generateKeyPair();
    assertThrows(
        InvalidKeyException.class, () -> LibrarySignature.sign(GOLDEN, other.getPrivate()));
    LibrarySignature good = LibrarySignature.sign(GOLDEN, SigningKeys.generate().getPrivate());
    assertThrows(InvalidKeyException.class, () -> good.verify(GOLDEN, other.getPublic()));
  }

  @Test
  void everyChangedByteOfASignatureFileIsRefusedOrFailsToVerify() throws Exception {
    PublicKey key =
        SigningKeys.readPublicKey(Files.writeString(temporary.resolve("public.pem"), PUBLIC));
    Path file = temporary.resolve("golden.signature");
    new LibrarySignature(GOLDEN.id(), GOLDEN.sha256(), SIGNATURE).write(file);
    byte[] good = Files.readAllBytes(file);
    for (int at = 0; at < good.length; at++) {
      for (int flip : new int[] {1, 2, 4, 8, 0x20, 0x80}) {
        byte[] bad = good.clone();
        bad[at] ^= (byte) flip;
        Files.write(file, bad);
        boolean verified;
        try {
          verified = LibrarySignature.read(file).verify(GOLDEN, key);
        } catch (LibraryFormatException e) {
          verified = false;
        }
        assertFalse(verified, "byte " + at + " changed by " + flip);
      }
    }
  }
}
