package io.entroprint.fingerprints;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sources of the packages that the three published modules export. */
final class PublishedSources {
  /** By the directory that holds the module, beside this one. */
  private static final List<String> DIRECTORIES = List.of("core", "classifier", "fingerprints");

  private PublishedSources() {}

  static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String directory : DIRECTORIES) {
      Path sources = Path.of("..", directory, "src", "main", "java");
      files.add(sources.resolve("module-info.java"));
      for (ModuleDescriptor.Exports exported : module(directory).exports()) {
        try (Stream<Path> inPackage =
            Files.list(sources.resolve(exported.source().replace('.', '/')))) {
          inPackage.filter(f -> f.toString().endsWith(".java")).sorted().forEach(files::add);
        }
      }
    }
    return files;
  }

  private static ModuleDescriptor module(String directory) {
    return ModuleLayer.boot()
        .findModule("io.entroprint." + directory)
        .orElseThrow()
        .getDescriptor();
  }

  /** What compiles against the published modules as one class path. */
  static String classPath() {
    return String.join(
        System.getProperty("path.separator"),
        System.getProperty("jdk.module.path", ""),
        System.getProperty("java.class.path", ""));
  }
}
