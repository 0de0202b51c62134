package io.entroprint.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.stream.FlowKey;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads the project alone, as for those who have no jackson-core. */
class WithoutJacksonTest {
  @TempDir Path directory;

  private static URL home(Class<?> one) {
    return one.getProtectionDomain().getCodeSource().getLocation();
  }

  private static Object read(URLClassLoader loader, Class<?> reader, Path file) throws Exception {
    Method read = loader.loadClass(reader.getName()).getMethod("read", Path.class);
    return read.invoke(null, file);
  }

  @Test
  void jsonIsRefusedWithAClearErrorAndTablesAreStillRead() throws Exception {
    URL[] own = {home(ZeekConnLog.class), home(FlowKey.class)};
    // The platform's loader would find modules that the application's has loaded.
    try (URLClassLoader loader = new URLClassLoader(own, null)) {
      Path json = Files.writeString(directory.resolve("conn.log"), "{\"ts\":1}\n");
      for (Class<?> reader : new Class<?>[] {ZeekConnLog.class, EveFlows.class}) {
        InvocationTargetException e =
            assertThrows(InvocationTargetException.class, () -> read(loader, reader, json));
        assertInstanceOf(IOException.class, e.getCause());
        String message = e.getCause().getMessage();
        assertTrue(message.startsWith(json + ": to read JSON, jackson-core"), message);
      }
      Path table = Files.writeString(directory.resolve("table.log"), "#separator \\x09\n");
      Object source = read(loader, ZeekConnLog.class, table);
      assertEquals(LabelSource.class.getName(), source.getClass().getName());
    }
  }
}
