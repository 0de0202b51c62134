package io.entroprint.fingerprints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * The code blocks of doc comments are Java that compiles, given some variables that a reader has.
 */
class SnippetTest {
  private static final Pattern SNIPPET =
      Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* *\\}</pre>", Pattern.DOTALL);

  /** Fields, so that a snippet may declare a variable of the same name. */
  private static final String AROUND =
      """
      %s
      import io.entroprint.stream.StreamSummary.EndReason;
      import io.micrometer.core.instrument.*;
      import java.nio.file.*;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.BlockingQueue;

      class Snippet%d {
        byte[] array;
        byte[] bytes;
        int ack;
        int flags;
        int length;
        int offset;
        int seq;
        long nanos;
        long timeNanos;
        BlockingQueue<VerdictEvent> queue;
        CaptureReader reader;
        FingerprintLibrary library;
        FlowKey key;
        List<Path> files;
        List<StreamEvidence> streams;
        java.util.function.BiConsumer<Path, java.io.IOException> problems;
        LabelledCaptures captures;
        MeterRegistry registry;
        Path directory;
        Path file;
        Sensor sensor;
        StreamMeter meter;
        StreamObserver observer;
        StreamObserver.Factory observers;
        StreamStart start;
        String name;
        SyslogSender sender;
        VerdictFormat format;
        StringBuilder out;

        void report(VerdictEvent event) {}

        void snippet() throws Exception {
      %s
        }
      }
      """;

  @Test
  void everySnippetCompiles() throws Exception {
    List<String> snippets = new ArrayList<>();
    for (Path file : PublishedSources.files()) {
      Matcher matcher = SNIPPET.matcher(Files.readString(file));
      while (matcher.find()) {
        snippets.add(matcher.group(1).replaceAll("(?m)^ *\\* ?", ""));
      }
    }
    assertTrue(snippets.size() >= 6, () -> "only found " + snippets);
    List<Source> sources = new ArrayList<>();
    for (String snippet : snippets) {
      sources.add(Source.of(sources.size(), snippet));
    }
    assertEquals("", errors(sources));
  }

  @Test
  void oneThatDoesNotCompileIsFound() {
    String errors = errors(List.of(Source.of(0, "StreamMeter meter = new StreamMeter();")));
    assertTrue(errors.contains("StreamMeter"), errors);
  }

  private static String errors(List<Source> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    // Analysed only: nothing is written.
    List<String> options =
        List.of("-proc:none", "-XDshould-stop.ifNoError=FLOW", "-cp", PublishedSources.classPath());
    boolean fine = compiler.getTask(errors, null, null, options, null, sources).call();
    return fine ? "" : "does not compile: " + errors;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    private Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    static Source of(int number, String snippet) {
      String imports =
          ModuleLayer.boot().modules().stream()
              .filter(m -> m.getName().startsWith("io.entroprint."))
              .flatMap(m -> m.getDescriptor().exports().stream())
              .map(e -> "import " + e.source() + ".*;")
              .sorted()
              .collect(Collectors.joining("\n", "", "\nimport io.entroprint.train.Trainer.*;"));
      return new Source("Snippet" + number, AROUND.formatted(imports, number, snippet));
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
