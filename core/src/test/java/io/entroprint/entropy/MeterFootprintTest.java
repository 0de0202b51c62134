package io.entroprint.entropy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a meter says it takes, against the objects that it is made of. */
class MeterFootprintTest {
  /** Of objects on a 64-bit machine with compressed references. */
  private static final int HEADER = 12;

  private static final int ARRAY_HEADER = 16;
  private static final int REFERENCE = 4;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private int footprint(Object object) throws IllegalAccessException {
    if (object == null || isShared(object) || !seen.add(object)) {
      return 0;
    }
    Class<?> type = object.getClass();
    int inside = 0;
    int size = type.isArray() ? ARRAY_HEADER : HEADER;
    if (type.isArray()) {
      size += Array.getLength(object) * size(type.getComponentType());
      if (object instanceof Object[] elements) {
        for (Object element : elements) {
          inside += footprint(element);
        }
      }
    }
    for (Class<?> c = type; c != null && !type.isArray(); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          size += size(field.getType());
          inside += field.getType().isPrimitive() ? 0 : footprint(field.get(object));
        }
      }
    }
    return (size + 7) / 8 * 8 + inside;
  }

  private static boolean isShared(Object object) {
    return object instanceof FeatureDefinition
        || object instanceof MeasuringOffsets
        || object instanceof OffsetGrid
        || object instanceof Enum;
  }

  private static int size(Class<?> type) {
    if (type == long.class || type == double.class) {
      return 8;
    }
    if (type == int.class || type == float.class || !type.isPrimitive()) {
      return REFERENCE;
    }
    return type == short.class || type == char.class ? 2 : 1;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 256",
    "1, 0, 256",
    "0, 40, 256",
    "300, 0, 256",
    "0, 300, 1",
    "300, 300, 256",
    "5000, 10, 256",
    "10, 5000, 256",
    "5000, 5000, 2",
    "40000, 40000, 256",
    "70000, 0, 1"
  })
  void isWhatTheObjectsTake(int client, int server, int values) throws Exception {
    Random random = new Random(1);
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    byte[] bytes = new byte[Math.max(client, server)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt(values);
    }
    meter.add(Direction.TO_SERVER, bytes, 0, client);
    meter.add(Direction.TO_CLIENT, bytes, 0, server);
    assertEquals(footprint(meter), meter.estimatedFootprintBytes(), 16);
  }
}
