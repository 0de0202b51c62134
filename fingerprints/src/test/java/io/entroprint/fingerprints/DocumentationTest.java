package io.entroprint.fingerprints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ModuleTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Everything that a user can name has a doc comment: modules, packages, types, methods,
 * constructors, constants, record components. A checked exception, and one that refuses an argument
 * or a state, has a {@code @throws} that says when; a class says what threads may do with it.
 */
class DocumentationTest {
  private static final Pattern THREADS = Pattern.compile("thread|immutable");
  private static final Set<String> REFUSALS =
      Set.of("IllegalArgumentException", "IllegalStateException", "IndexOutOfBoundsException");
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  @Test
  void whatIsPublicIsDocumented() throws Exception {
    List<Path> files = PublishedSources.files();
    assertTrue(files.size() > 80, () -> "only found " + files);
    try (StandardJavaFileManager manager =
        COMPILER.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      assertEquals(List.of(), missing(manager.getJavaFileObjectsFromPaths(files)));
    }
  }

  @Test
  void whatIsMissingIsFound() throws Exception {
    String source =
        """
        package p;
        public final class A {
          public static final int X = 1;
          int hidden;
          public A() {}
          /** Says. */
          public void b(int x) throws java.io.IOException {
            if (x < 0) { throw new IllegalArgumentException(); }
          }
          @Override public String toString() { return ""; }
          public interface C { void d(); }
          /** A record. */
          public record E(int f) {}
          /** Counts. */
          public final class G { /** Says. */ public void h() {} }
        }
        """;
    List<String> found = missing(List.of(new InMemory("A", source)));
    assertEquals(
        List.of(
            "A.java: A: no doc comment",
            "A.java: A.X: no doc comment",
            "A.java: A.A(): no doc comment",
            "A.java: A.b(int): no @throws IllegalArgumentException",
            "A.java: A.b(int): no @throws java.io.IOException",
            "A.java: A.C: no doc comment",
            "A.java: A.C.d(): no doc comment",
            "A.java: A.E: no @param f",
            "A.java: A.G: says nothing of threads"),
        found);
  }

  private static List<String> missing(Iterable<? extends JavaFileObject> files) throws Exception {
    JavacTask task =
        (JavacTask) COMPILER.getTask(null, null, null, List.of("-proc:none"), null, files);
    Finder finder = new Finder(DocTrees.instance(task));
    for (CompilationUnitTree unit : task.parse()) {
      finder.scan(unit, null);
    }
    return finder.missing;
  }

  private static final class Finder extends TreePathScanner<Void, Void> {
    private final List<String> missing = new ArrayList<>();
    private final DocTrees trees;
    private String within = "";

    Finder(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public Void visitModule(ModuleTree module, Void none) {
      require("module " + module.getName());
      return null;
    }

    @Override
    public Void visitPackage(PackageTree tree, Void none) {
      if (file().endsWith("package-info.java")) {
        require("package " + tree.getPackageName());
      }
      return null;
    }

    @Override
    public Void visitClass(ClassTree tree, Void none) {
      if (!isPublic(tree.getModifiers())) {
        return null;
      }
      String outer = within;
      within =
          outer.isEmpty() ? tree.getSimpleName().toString() : outer + "." + tree.getSimpleName();
      DocCommentTree comment = require(within);
      if (comment != null) {
        requireComponents(tree, comment);
        if (needsThreads(tree) && !THREADS.matcher(text(comment)).find()) {
          report(within, "says nothing of threads");
        }
      }
      super.visitClass(tree, null);
      within = outer;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void none) {
      if (!isPublic(tree.getModifiers()) || isOverride(tree.getModifiers()) || isGenerated(tree)) {
        return null;
      }
      String simple = within.substring(within.lastIndexOf('.') + 1);
      String name = tree.getReturnType() == null ? simple : tree.getName().toString();
      String types =
          tree.getParameters().stream()
              .map(p -> p.getType().toString())
              .collect(Collectors.joining(", ", "(", ")"));
      DocCommentTree comment = require(within + "." + name + types);
      if (comment != null) {
        Set<String> said = new TreeSet<>();
        for (DocTree tag : comment.getBlockTags()) {
          if (tag instanceof ThrowsTree thrown) {
            said.add(thrown.getExceptionName().getSignature());
          }
        }
        Set<String> thrown = new TreeSet<>(thrownIn(tree));
        tree.getThrows().forEach(t -> thrown.add(t.toString()));
        thrown.removeAll(said);
        thrown.forEach(t -> report(within + "." + name + types, "no @throws " + t));
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree tree, Void none) {
      if (isPublic(tree.getModifiers())) {
        require(within + "." + tree.getName());
      }
      return null;
    }

    /** What arguments and states are refused with: the exceptions that say so and are made here. */
    private static Set<String> thrownIn(MethodTree tree) {
      Set<String> thrown = new TreeSet<>();
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitThrow(ThrowTree statement, Void none) {
          if (statement.getExpression() instanceof NewClassTree made
              && REFUSALS.contains(made.getIdentifier().toString())) {
            thrown.add(made.getIdentifier().toString());
          }
          return super.visitThrow(statement, null);
        }

        @Override
        public Void visitCatch(CatchTree handler, Void none) {
          // What a method makes of somebody else's exception is not about its own arguments.
          return null;
        }
      }.scan(tree.getBody(), null);
      return thrown;
    }

    private void requireComponents(ClassTree tree, DocCommentTree comment) {
      if (tree.getKind() != Tree.Kind.RECORD) {
        return;
      }
      String tags = comment.getBlockTags().toString();
      for (Tree member : tree.getMembers()) {
        if (member instanceof VariableTree component
            && !component.getModifiers().getFlags().contains(Modifier.STATIC)
            && !tags.contains("@param " + component.getName() + " ")) {
          report(within, "no @param " + component.getName());
        }
      }
    }

    /** Records and enums are values; an exception belongs to whoever catches it. */
    private static boolean needsThreads(ClassTree tree) {
      boolean value = tree.getKind() == Tree.Kind.RECORD || tree.getKind() == Tree.Kind.ENUM;
      boolean exception = tree.getSimpleName().toString().endsWith("Exception");
      boolean isInterface = tree.getKind() == Tree.Kind.INTERFACE;
      boolean hasState =
          tree.getMembers().stream()
              .filter(MethodTree.class::isInstance)
              .map(MethodTree.class::cast)
              .anyMatch(
                  m ->
                      (isInterface || m.getModifiers().getFlags().contains(Modifier.PUBLIC))
                          && !m.getModifiers().getFlags().contains(Modifier.STATIC));
      return !value && !exception && hasState;
    }

    private DocCommentTree require(String name) {
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      if (comment == null
          || (comment.getFullBody().isEmpty() && comment.getBlockTags().isEmpty())) {
        report(name, "no doc comment");
        return null;
      }
      return comment;
    }

    private void report(String name, String what) {
      missing.add(file() + ": " + name + ": " + what);
    }

    private String file() {
      String path = getCurrentPath().getCompilationUnit().getSourceFile().getName();
      return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static String text(DocCommentTree comment) {
      return comment.toString().toLowerCase(Locale.ROOT);
    }

    private boolean isPublic(ModifiersTree modifiers) {
      if (modifiers.getFlags().contains(Modifier.PUBLIC)
          || modifiers.getFlags().contains(Modifier.PROTECTED)) {
        return true;
      }
      // Members of an interface are public without saying so; private ones say so.
      TreePath parent = getCurrentPath().getParentPath();
      return parent.getLeaf() instanceof ClassTree type
          && type.getKind() == Tree.Kind.INTERFACE
          && !modifiers.getFlags().contains(Modifier.PRIVATE);
    }

    private static boolean isOverride(ModifiersTree modifiers) {
      return modifiers.getAnnotations().stream()
          .map(AnnotationTree::getAnnotationType)
          .anyMatch(type -> type.toString().equals("Override"));
    }

    /** Such as the constructor that the parser gives to a class without one. */
    private boolean isGenerated(MethodTree tree) {
      CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
      return trees.getSourcePositions().getEndPosition(unit, tree) < 0;
    }
  }

  private static final class InMemory extends SimpleJavaFileObject {
    private final String source;

    InMemory(String name, String source) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }
}
