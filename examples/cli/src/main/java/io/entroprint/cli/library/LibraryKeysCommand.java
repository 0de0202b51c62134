package io.entroprint.cli.library;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Terminal;
import io.entroprint.library.SigningKeys;
import io.entroprint.text.PrintableText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code entroprint library keys}: a new pair of keys to sign libraries with. */
@CommandLine.Command(
    name = "keys",
    description = "Makes an Ed25519 key pair: private.pem to sign with, public.pem to verify.")
final class LibraryKeysCommand implements Command {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "The directory to write them into; nothing there is overwritten.")
  private Path output;

  @Override
  public int run(Terminal terminal) throws IOException {
    Files.createDirectories(output);
    Path secret = output.resolve("private.pem");
    Path open = output.resolve("public.pem");
    // Looked for before the other is written, so that never only half of a pair is.  An empty file
    // is what a full disk left.
    if (Files.exists(open) && Files.size(open) > 0) {
      throw new FileAlreadyExistsException(open.toString());
    }
    KeyPair pair = SigningKeys.generate();
    SigningKeys.writePrivateKey(pair.getPrivate(), secret);
    try {
      SigningKeys.writePublicKey(pair.getPublic(), open);
    } catch (IOException e) {
      Files.deleteIfExists(secret);
      throw e;
    }
    terminal.print(PrintableText.of("wrote " + secret + " and " + open) + "\n");
    return 0;
  }
}
