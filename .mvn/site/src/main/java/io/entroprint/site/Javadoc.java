package io.entroprint.site;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.DocumentationTool;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The javadoc of what the published modules export, as one. */
final class Javadoc {
  private static final List<String> MODULES = List.of("core", "classifier", "fingerprints");

  private Javadoc() {}

  static void write(Path top, Path into) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : MODULES) {
      Path directory = top.resolve(module).resolve("src/main/java");
      for (String exported : exported(top.resolve(module).resolve("target/classes"))) {
        try (Stream<Path> files = Files.list(directory.resolve(exported.replace('.', '/')))) {
          files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
        }
      }
    }
    Files.createDirectories(into);
    DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
    try (StandardJavaFileManager files = tool.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-d",
              into.toString(),
              "-classpath",
              System.getProperty("java.class.path"),
              "-Xdoclint:none",
              "-notimestamp",
              "-quiet",
              "-windowtitle",
              "Entroprint");
      if (!tool.getTask(
              null, files, null, null, options, files.getJavaFileObjectsFromPaths(sources))
          .call()) {
        throw new IOException("javadoc failed");
      }
    }
  }

  private static List<String> exported(Path classes) throws IOException {
    try (var in = Files.newInputStream(classes.resolve("module-info.class"))) {
      return ModuleDescriptor.read(in).exports().stream()
          .filter(exports -> !exports.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .sorted()
          .toList();
    }
  }
}
