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
 * Gives targets changed inputs of the corpus that guided fuzzing left, as fast as they take them:
 * without instrumentation some ten times as many as under the fuzzer, and in one process, so that
 * what the first targets made quick is quick for the others.
 */
public final class Mutations {
  private static final long HANG_NANOS = 20_000_000_000L;
  private static final int LOOK_EVERY = 256;

  private final Path directory;
  private final long seconds;
  private final long most;
  private final long seed;
  private final Watch watch = new Watch();

  private Mutations(Path directory, long seconds, long most, long seed) {
    this.directory = directory;
    this.seconds = seconds;
    this.most = most;
    this.seed = seed;
  }

  /**
   * Runs each target until its time is over, it was run often enough, or something is found, whose
   * input is then written. Prints for each its name, how often it ran, and how often a second of
   * the processor.
   *
   * @param arguments the file that lists the targets with the longest input of each; the directory
   *     in which {@code seeds}, {@code corpus} and {@code found} have a directory for each; seconds
   *     for each; the most runs of each; the seed of all choices; names of targets, all if there is
   *     none
   */
  @SuppressWarnings("SystemOut") // It is a program.
  public static void main(String[] arguments) throws Throwable {
    Mutations mutations =
        new Mutations(
            Path.of(arguments[1]),
            Long.parseLong(arguments[2]),
            Long.parseLong(arguments[3]),
            Long.parseLong(arguments[4]));
    List<String> names = Arrays.asList(arguments).subList(5, arguments.length);
    boolean failed = false;
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      String[] fields = line.split(" ", -1);
      Class<?> target = Class.forName(fields[0]);
      if (names.isEmpty() || names.contains(target.getSimpleName())) {
        failed |= !mutations.run(target, Integer.parseInt(fields[1]));
      }
    }
    System.exit(failed ? 1 : 0);
  }

  /** Whether nothing was found. */
  @SuppressWarnings("SystemOut")
  private boolean run(Class<?> target, int longest)
      throws IOException, ReflectiveOperationException {
    String name = target.getSimpleName();
    List<byte[]> inputs = new ArrayList<>();
    addAll(directory.resolve("seeds").resolve(name), inputs);
    addAll(directory.resolve("corpus").resolve(name), inputs);
    MethodHandle method =
        MethodHandles.lookup()
            .findStatic(
                target, "fuzzerTestOneInput", MethodType.methodType(void.class, byte[].class));
    Mutator mutator = new Mutator(inputs, longest, seed);
    watch.failures = directory.resolve("found").resolve(name);
    long begin = System.nanoTime();
    long spent = watch.spent();
    long runs = 0;
    boolean found = false;
    do {
      byte[] input = mutator.next();
      watch.input = input;
      try {
        method.invokeExact(input);
      } catch (Throwable e) {
        write(watch.failures, input);
        System.err.println(name + ": " + e);
        found = true;
      }
      runs++;
    } while (!found
        && runs < most
        && (runs % LOOK_EVERY != 0 || System.nanoTime() - begin < seconds * 1_000_000_000L));
    watch.input = new byte[0];
    double processor = (watch.spent() - spent) / 1e9;
    System.out.printf("%s %d %.0f%n", name, runs, runs / processor);
    return !found;
  }

  private static void addAll(Path directory, List<byte[]> inputs) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
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
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final long worker = Thread.currentThread().getId();
    private volatile byte[] input = {};
    private volatile Path failures = Path.of("");

    Watch() {
      super("watch");
      setDaemon(true);
      start();
    }

    /** Nanoseconds that the targets had of a processor. */
    long spent() {
      return threads.getThreadCpuTime(worker);
    }

    @Override
    @SuppressWarnings("SystemOut")
    public void run() {
      byte[] before = input;
      long since = 0;
      try {
        while (true) {
          sleep(1000);
          long spent = spent();
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
