package io.entroprint.fuzz;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives a target changed inputs of the corpus that guided fuzzing left, as fast as it takes them:
 * without instrumentation some ten times as many as under the fuzzer.
 */
public final class Mutations {
  private static final long HANG_NANOS = 20_000_000_000L;
  private static final int LOOK_EVERY = 256;

  private Mutations() {}

  /**
   * Runs until the time is over or something is found, whose input is then written.
   *
   * @param arguments the target's class, the longest input, seconds, the seed of all choices, the
   *     directory for what fails, and directories of inputs
   */
  @SuppressWarnings("SystemOut") // It is a program.
  public static void main(String[] arguments) throws Throwable {
    Class<?> target = Class.forName(arguments[0]);
    final int longest = Integer.parseInt(arguments[1]);
    final long seconds = Long.parseLong(arguments[2]);
    final long seed = Long.parseLong(arguments[3]);
    final Path failures = Path.of(arguments[4]);
    List<byte[]> inputs = new ArrayList<>();
    for (String directory : Arrays.asList(arguments).subList(5, arguments.length)) {
      addAll(Path.of(directory), inputs);
    }
    MethodHandle method =
        MethodHandles.lookup()
            .findStatic(
                target, "fuzzerTestOneInput", MethodType.methodType(void.class, byte[].class));
    Watch watch = new Watch(failures);
    Mutator mutator = new Mutator(inputs, longest, seed);
    long begin = System.nanoTime();
    long runs = 0;
    do {
      for (int i = 0; i < LOOK_EVERY; i++) {
        byte[] input = mutator.next();
        watch.input = input;
        try {
          method.invokeExact(input);
        } catch (Throwable e) {
          write(failures, input);
          throw e;
        }
        runs++;
      }
    } while (System.nanoTime() - begin < seconds * 1_000_000_000L);
    System.out.println(runs);
    System.exit(0);
  }

  private static void addAll(Path directory, List<byte[]> inputs) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        inputs.add(Files.readAllBytes(file));
      }
    }
  }

  private static void write(Path failures, byte[] input) throws IOException {
    Files.createDirectories(failures);
    Files.write(failures.resolve("mutated-" + Integer.toHexString(Arrays.hashCode(input))), input);
  }

  /** Ends the process where one input takes too much of the processor; another's work is none. */
  private static final class Watch extends Thread {
    private final Path failures;
    private final long worker = Thread.currentThread().getId();
    private volatile byte[] input = {};

    Watch(Path failures) {
      super("watch");
      this.failures = failures;
      setDaemon(true);
      start();
    }

    @Override
    @SuppressWarnings("SystemOut")
    public void run() {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      byte[] before = input;
      long since = 0;
      try {
        while (true) {
          sleep(1000);
          long spent = threads.getThreadCpuTime(worker);
          if (input != before || before.length == 0) {
            before = input;
            since = spent;
          } else if (spent - since > HANG_NANOS) {
            write(failures, before);
            System.err.println("one input took more than " + HANG_NANOS + " ns");
            Runtime.getRuntime().halt(1);
          }
        }
      } catch (IOException | InterruptedException e) {
        System.err.println(e);
      }
    }
  }
}
