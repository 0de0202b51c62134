package io.entroprint.cli.launch;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;
import java.util.List;

/** Puts another program in the place of this one, in the same process: {@code execv} of POSIX. */
final class ProcessImage {
  private ProcessImage() {}

  /**
   * Becomes another program and does not return, unless the system has no such function or refuses.
   *
   * @param program the path of its file, in ASCII
   * @param words its own name and what follows it
   * @throws IOException if it could not be done; nothing has changed then
   */
  static void become(String program, List<byte[]> words) throws IOException {
    try {
      Memory[] texts = new Memory[words.size()];
      Memory table = new Memory((long) Native.POINTER_SIZE * (words.size() + 1));
      table.clear();
      for (int i = 0; i < texts.length; i++) {
        byte[] word = words.get(i);
        texts[i] = new Memory(word.length + 1L);
        texts[i].write(0, word, 0, word.length);
        texts[i].setByte(word.length, (byte) 0);
        table.setPointer((long) Native.POINTER_SIZE * i, texts[i]);
      }
      Function.getFunction("c", "execv").invokeInt(new Object[] {program, table});
    } catch (LinkageError e) {
      throw new IOException("no execv on this system: " + e, e);
    }
    throw new IOException("the system refuses: error " + Native.getLastError());
  }
}
