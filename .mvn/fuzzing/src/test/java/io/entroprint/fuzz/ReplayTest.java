package io.entroprint.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gives every target all that it once failed on, the corpus that fuzzing left, and seeds with some
 * bytes changed, without a fuzzer.
 */
class ReplayTest {
  private static final Path CRASHERS = Path.of("src/test/resources/crashers");
  private static final Path CORPUS = Path.of("src/test/resources/corpus");
  private static final int CHANGED = 20;

  @TempDir static Path directory;

  @TestFactory
  List<DynamicTest> everyTargetTakesWhatItWasGivenBefore() throws Exception {
    Seeds.main(new String[] {directory.toString(), "../../examples/captures"});
    List<String> targets = Files.readAllLines(Path.of("targets.txt"));
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : targets) {
      String name = line.substring(0, line.indexOf(' '));
      Class<?> target = Class.forName(name);
      MethodHandle method =
          MethodHandles.lookup()
              .findStatic(
                  target, "fuzzerTestOneInput", MethodType.methodType(void.class, byte[].class));
      tests.add(dynamicTest(target.getSimpleName(), () -> replay(target.getSimpleName(), method)));
    }
    assertTrue(tests.size() >= 22, "targets are missing: " + targets);
    return tests;
  }

  private static void replay(String target, MethodHandle method) throws Throwable {
    List<byte[]> inputs = new ArrayList<>(below(directory.resolve(target)));
    assertTrue(!inputs.isEmpty(), "no seed of " + target);
    Random random = new Random(target.hashCode());
    for (byte[] seed : List.copyOf(inputs)) {
      for (int i = 0; i < CHANGED; i++) {
        byte[] changed = Arrays.copyOf(seed, Math.max(1, seed.length - random.nextInt(4)));
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        inputs.add(changed);
      }
    }
    inputs.addAll(below(CRASHERS.resolve(target)));
    inputs.addAll(packed(CORPUS.resolve(target + ".zip")));
    for (byte[] input : inputs) {
      method.invokeExact(input);
    }
  }

  private static List<byte[]> below(Path directory) throws IOException {
    List<byte[]> inputs = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.sorted().toList()) {
          inputs.add(Files.readAllBytes(file));
        }
      }
    }
    return inputs;
  }

  private static List<byte[]> packed(Path file) throws IOException {
    List<byte[]> inputs = new ArrayList<>();
    if (Files.exists(file)) {
      try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          inputs.add(zip.readAllBytes());
        }
      }
    }
    return inputs;
  }
}
