package io.entroprint.cli.library;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.LibrarySignature;
import io.entroprint.library.SigningKeys;
import io.entroprint.text.PrintableText;
import java.io.IOException;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code entroprint library verify}: whether a library is whole, and who signed it. */
@CommandLine.Command(
    name = "verify",
    description = "Checks a library's form and digest, and its signature if one is given.")
final class LibraryVerifyCommand implements Command {
  @Parameters(paramLabel = "LIBRARY", description = "A file, a directory, or 'bundled'.")
  private Path path;

  @ArgGroup(exclusive = false)
  private Signed signed;

  /** By whom. */
  static final class Signed {
    @Option(
        names = "--signature",
        paramLabel = "SIGNATURE",
        required = true,
        description = "What 'library sign' wrote.")
    private Path signature;

    @Option(
        names = "--key",
        paramLabel = "PUBLIC.pem",
        required = true,
        description = "The public key of who signed.")
    private Path key;
  }

  @Override
  public int run(Terminal terminal) throws IOException {
    // Reading it checks the digest.
    FingerprintLibrary library = LibraryChoice.read(path);
    if (signed != null && !holds(library)) {
      terminal.problem(
          signed.signature + ": not a signature of " + path + " by the key " + signed.key);
      return 1;
    }
    String line =
        library.id()
            + (signed == null
                ? " is whole"
                : " is whole, and signed by the key " + PrintableText.of(signed.key.toString()))
            + "\nsha256 "
            + library.sha256()
            + "\n";
    terminal.print(line);
    return 0;
  }

  private boolean holds(FingerprintLibrary library) throws IOException {
    try {
      return LibrarySignature.read(signed.signature)
          .verify(library, SigningKeys.readPublicKey(signed.key));
    } catch (InvalidKeyException e) {
      throw new IOException(signed.key + ": no key to verify with: " + e.getMessage(), e);
    }
  }
}
