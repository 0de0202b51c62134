package io.entroprint.cli.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import io.entroprint.cli.base.Problem;
import java.io.IOException;

/**
 * The user that this process goes on as, once what needs more rights is done. For good: real,
 * effective and saved user and group change, and there are no supplementary groups any more.
 *
 * <p>By the functions of the C library, which change all threads of a process; the system calls
 * behind them change one thread, and a JVM has many.
 */
final class RuntimeUser {

  /** What POSIX has, and {@code setgroups}, which every system has. */
  private interface CLibrary extends Library {
    Pointer getpwnam(String name);

    int getuid();

    int geteuid();

    int getegid();

    int setgroups(NativeLong count, int[] groups) throws LastErrorException;

    int setgid(int group) throws LastErrorException;

    int setuid(int user) throws LastErrorException;
  }

  private RuntimeUser() {}

  /**
   * Becomes a user. Does nothing if the process is that user's already.
   *
   * @throws IOException if there is no such user, or the process may not become it: one line. The
   *     process must not go on then, for it may have given up a part
   */
  static void become(String name) throws IOException {
    CLibrary system;
    try {
      system = Native.load(CLibrary.class);
    } catch (LinkageError e) {
      throw new IOException("cannot become user '" + name + "' on this system: " + e, e);
    }
    Pointer entry = system.getpwnam(name);
    if (entry == null) {
      throw new IOException("cannot become user '" + name + "': there is no such user");
    }
    // struct passwd begins with the name and the password, then the numbers of user and group.
    int user = entry.getInt(2L * Native.POINTER_SIZE);
    int group = entry.getInt(2L * Native.POINTER_SIZE + Integer.BYTES);
    if (system.getuid() == user && system.geteuid() == user) {
      return;
    }
    String step = "setgroups";
    try {
      system.setgroups(new NativeLong(0), new int[0]);
      step = "setgid";
      system.setgid(group);
      step = "setuid";
      system.setuid(user);
    } catch (LastErrorException e) {
      throw new IOException("cannot become user '" + name + "': " + step + ": " + reason(e), e);
    }
    boolean changed =
        system.getuid() == user && system.geteuid() == user && system.getegid() == group;
    if (!changed || (user != 0 && canGoBack(system))) {
      throw new IOException("cannot become user '" + name + "': rights were not given up");
    }
  }

  private static boolean canGoBack(CLibrary system) {
    try {
      return system.setuid(0) == 0;
    } catch (LastErrorException e) {
      return false;
    }
  }

  private static String reason(LastErrorException e) {
    return Problem.oneLine(String.valueOf(e.getMessage()));
  }
}
