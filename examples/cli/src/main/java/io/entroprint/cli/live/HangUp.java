package io.entroprint.cli.live;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The signal SIGHUP, by which a service is told to read its configuration again. Left alone it ends
 * the process. Where whoever started the process had it ignored, as nohup does, it stays ignored.
 */
final class HangUp {
  private static final String SIGNAL = "sun.misc.Signal";

  private HangUp() {}

  /**
   * Has an action done at each such signal, by a thread of its own, one after the other. By
   * reflection, since javac warns of the class, which every JDK has, in a way that nothing turns
   * off. Does nothing on systems without this signal.
   */
  static void run(Runnable action) {
    try {
      Class<?> signal = Class.forName(SIGNAL);
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object lock = new Object();
      Object proxy =
          Proxy.newProxyInstance(
              HangUp.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getDeclaringClass() == Object.class) {
                  return method.getName().equals("toString") ? "on SIGHUP" : null;
                }
                synchronized (lock) {
                  action.run();
                }
                return null;
              });
      Method handle = signal.getMethod("handle", signal, handler);
      handle.invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
    } catch (ReflectiveOperationException e) {
      // Windows has no such signal; a JVM with -Xrs keeps it.
    }
  }
}
