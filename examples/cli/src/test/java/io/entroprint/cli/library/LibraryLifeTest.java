package io.entroprint.cli.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.cli.ExampleLibrary;
import io.entroprint.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries are compared, merged, pruned, signed and verified. */
class LibraryLifeTest {
  @TempDir static Path directory;

  private static Path library;

  @BeforeAll
  static void trainALibrary() {
    library = ExampleLibrary.trainTo(directory.resolve("examples"));
  }

  private static Path prune(String name, Object... how) {
    Path out = directory.resolve(name);
    Object[] all = new Object[how.length + 5];
    all[0] = "library";
    all[1] = "prune";
    all[2] = "-o";
    all[3] = out;
    all[4] = library;
    System.arraycopy(how, 0, all, 5, how.length);
    Ran ran = Ran.command(all).withCode(0).silent();
    assertTrue(ran.out().contains("the calibration is that of examples@1.0.0"), ran.out());
    return out;
  }

  private static String labels(Path of) {
    return Ran.command("library", "list", of).withCode(0).silent().out();
  }

  private static Ran merge(Path out, Object into, Object from) {
    return Ran.command("library", "merge", "-o", out, "--created=2026-11-21", into, from);
  }

  @Test
  void prunesLabelsAndMergesThemBack() {
    Path rest = prune("rest", "--label", "ssh-2,rdp", "--name", "rest");
    assertFalse(labels(rest).contains("ssh-2 ") || labels(rest).contains("rdp "), labels(rest));
    assertTrue(labels(rest).contains("http "), labels(rest));
    Path whole = directory.resolve("whole");
    Ran ran = merge(whole, rest, library).withCode(0).silent();
    assertTrue(ran.lines().get(0).startsWith("wrote custom@1.0.0 to "), ran.out());
    assertTrue(ran.out().contains("the calibration is that of rest@1.0.0"), ran.out());
    assertEquals(labels(library), labels(whole));
    Ran diff = Ran.command("library", "diff", library, whole).withCode(0).silent();
    assertTrue(diff.out().contains("~ name: examples -> custom\n"), diff.out());
    assertTrue(diff.out().endsWith("0 fingerprints added, 0 removed, 0 changed\n"), diff.out());
  }

  @Test
  void listsWhatWasRemoved() {
    Path rest = prune("less", "--label", "ssh-1");
    Ran diff = Ran.command("library", "diff", library, rest).withCode(0).silent();
    assertTrue(diff.out().contains("\n- ssh-1/"), diff.out());
    Ran back = Ran.command("library", "diff", rest, library).withCode(0).silent();
    assertTrue(back.out().contains("\n+ ssh-1/"), back.out());
  }

  /** With both conditions only what meets both is removed. */
  @Test
  void prunesWhatWasLastSeenBeforeADay() {
    assertEquals(labels(library), labels(prune("all", "--before", "1990-01-01")));
    assertEquals(
        labels(library), labels(prune("both", "--label", "rdp", "--before", "1990-01-01")));
    String[] all = {"library", "prune", "-o", "x", library.toString(), "--before", "2999-01-01"};
    Ran ran = Ran.command((Object[]) all).withCode(1);
    assertEquals("entroprint: " + library + ": no fingerprint would be left\n", ran.err());
  }

  @Test
  void addsOwnFingerprintsToTheBundledOnes() {
    Path out = directory.resolve("own");
    merge(out, "bundled", library).withCode(0).silent();
    String list = labels(out);
    assertTrue(list.contains("\nssh-2 ") && list.contains("\ntls"), list);
  }

  @Test
  void saysWhatCannotBe() {
    String lib = library.toString();
    Ran label = Ran.command("library", "prune", "-o", "x", "--label", "nosuch", lib).withCode(1);
    assertEquals("entroprint: " + lib + ": no label 'nosuch' in this library\n", label.err());
    Ran.command("library", "prune", "-o", "x", lib).withCode(2);
    Ran.command("library", "merge", "-o", "x", lib).withCode(2);
    Ran.command("library", "verify", lib, "--signature", "x").withCode(2);
    Ran name = Ran.command("library", "merge", "-o", "x", "--name=A B", lib, lib).withCode(2);
    assertEquals(1, name.problems().size(), name.err());
  }

  @Test
  void verifiesWhatWasSigned() throws IOException {
    Path keys = directory.resolve("keys");
    Ran.command("library", "keys", "-o", keys).withCode(0).silent();
    Path open = keys.resolve("public.pem");
    Path signature = directory.resolve("examples.sig");
    Ran.command("library", "sign", library, "--key", keys.resolve("private.pem"), "-o", signature)
        .withCode(0)
        .silent();
    String[] signed = {"--signature", signature.toString(), "--key", open.toString()};
    Ran good =
        Ran.command("library", "verify", library, signed[0], signed[1], signed[2], signed[3]);
    assertTrue(good.withCode(0).silent().out().contains("signed by the key " + open), good.out());
    Ran other =
        Ran.command("library", "verify", "bundled", signed[0], signed[1], signed[2], signed[3])
            .withCode(1);
    assertEquals("", other.out());
    assertTrue(other.err().contains("not a signature of bundled"), other.err());
    Path changed = directory.resolve("changed");
    Files.writeString(changed, Files.readString(library).replaceFirst("examples", "example"));
    assertTrue(
        Ran.command("library", "verify", changed).withCode(1).err().contains("wrong digest"));
  }

  @Test
  void overwritesNoKeys() throws IOException {
    Path keys = directory.resolve("once");
    Ran.command("library", "keys", "-o", keys).withCode(0).silent();
    Path secret = keys.resolve("private.pem");
    String before = Files.readString(secret);
    assertTrue(
        Ran.command("library", "keys", "-o", keys).withCode(1).err().contains("is there already"));
    assertEquals(before, Files.readString(secret));
    Files.delete(secret);
    Ran.command("library", "keys", "-o", keys).withCode(1);
    assertFalse(Files.exists(secret));
  }
}
