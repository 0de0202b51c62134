package io.entroprint.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.stream.FlowKey;
import io.entroprint.train.Trainer;
import io.entroprint.train.TrainingOptions;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads the project alone, as for those who only classify. */
class WithoutOptionalLibrariesTest {
  @TempDir Path directory;

  // The platform's loader would find modules that the application's has loaded.
  private final URLClassLoader loader =
      new URLClassLoader(new URL[] {home(LabelSource.class), home(FlowKey.class)}, null);

  @AfterEach
  void close() throws IOException {
    loader.close();
  }

  private static URL home(Class<?> one) {
    return one.getProtectionDomain().getCodeSource().getLocation();
  }

  private Object read(Class<?> reader, String method, Path file) throws Exception {
    return loader.loadClass(reader.getName()).getMethod(method, Path.class).invoke(null, file);
  }

  private void refuses(Class<?> reader, String method, Path file, String expected) {
    InvocationTargetException e =
        assertThrows(InvocationTargetException.class, () -> read(reader, method, file));
    assertInstanceOf(IOException.class, e.getCause());
    String message = e.getCause().getMessage();
    assertTrue(message.startsWith(file + expected), message);
  }

  @Test
  void jsonIsRefusedWithAClearErrorAndTablesAreStillRead() throws Exception {
    Path json = Files.writeString(directory.resolve("conn.log"), "{\"ts\":1}\n");
    refuses(LabelSource.class, "zeekConnLog", json, ": to read JSON, jackson-core");
    refuses(LabelSource.class, "eveFlows", json, ": to read JSON, jackson-core");
    Path table = Files.writeString(directory.resolve("table.log"), "#separator \\x09\n");
    Object source = read(LabelSource.class, "zeekConnLog", table);
    assertEquals(LabelSource.class.getName(), source.getClass().getName());
  }

  @Test
  void csvIsRefusedWithAClearErrorAndRulesAreStillRead() throws Exception {
    Path csv = Files.writeString(directory.resolve("labels.csv"), "capture,proto\n");
    refuses(LabelSource.class, "csv", csv, ": to read CSV, fastcsv (de.siegmar:fastcsv)");
    refuses(CaptureOrigins.class, "read", csv, ": to read CSV, fastcsv (de.siegmar:fastcsv)");
    Path rules = Files.writeString(directory.resolve("rules.txt"), "sip: udp port 5060\n");
    read(LabelSource.class, "filters", rules);
  }

  @Test
  void trainingSaysWhatItNeeds() throws Exception {
    Class<?> options = loader.loadClass(TrainingOptions.class.getName());
    InvocationTargetException e =
        assertThrows(
            InvocationTargetException.class,
            () ->
                loader
                    .loadClass(Trainer.class.getName())
                    .getMethod(
                        "train", List.class, String.class, String.class, LocalDate.class, options)
                    .invoke(
                        null,
                        List.of(),
                        "mine",
                        "1.0.0",
                        LocalDate.EPOCH,
                        options.getMethod("defaults").invoke(null)));
    assertInstanceOf(IllegalStateException.class, e.getCause());
    String message = e.getCause().getMessage();
    assertTrue(message.startsWith("to train, commons-math3 (org.apache.commons:"), message);
  }
}
