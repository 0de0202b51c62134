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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code entroprint library sign}: a signature in a file of its own. */
@CommandLine.Command(
    name = "sign",
    description = "Writes a signature of a library into a file of its own.")
final class LibrarySignCommand implements Command {
  @Parameters(paramLabel = "LIBRARY", description = "A file, a directory, or 'bundled'.")
  private Path path;

  @Option(
      names = "--key",
      paramLabel = "PRIVATE.pem",
      required = true,
      description = "The private key.")
  private Path key;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "SIGNATURE",
      required = true,
      description = "Where to write the signature.")
  private Path output;

  @Override
  public int run(Terminal terminal) throws IOException {
    FingerprintLibrary library = LibraryChoice.read(path);
    try {
      LibrarySignature.sign(library, SigningKeys.readPrivateKey(key)).write(output);
    } catch (InvalidKeyException e) {
      throw new IOException(key + ": no key to sign with: " + e.getMessage(), e);
    }
    terminal.print(PrintableText.of("signed " + library.id() + " in " + output) + "\n");
    return 0;
  }
}
