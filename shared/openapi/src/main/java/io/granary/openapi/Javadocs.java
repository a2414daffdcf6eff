package io.granary.openapi;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The documentation comments of classes and packages, read from the sources by the compiler. */
final class Javadocs {
  private final Map<String, Comment> comments = new HashMap<>();

  private Javadocs() {}

  /**
   * A documentation comment as Markdown.
   *
   * @param summary its first sentence
   * @param rest what follows; empty when nothing does
   * @param parameters what its {@code @param} tags say, by name
   */
  record Comment(String summary, String rest, Map<String, String> parameters) {
    String whole() {
      return rest.isEmpty() ? summary : summary + "\n\n" + rest;
    }
  }

  /** Reads all comments under the main sources of the modules in a folder. */
  static Javadocs read(Path root) {
    List<Path> sources;
    try (Stream<Path> files =
        Files.find(root, 20, (path, _) -> path.toString().endsWith(".java"))) {
      sources = files.filter(Javadocs::isMain).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot find the sources under " + root, e);
    }
    var docs = new Javadocs();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      var reader = docs.new Reader(DocTrees.instance(task));
      for (var unit : task.parse()) {
        reader.scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the sources under " + root, e);
    }
    return docs;
  }

  private static boolean isMain(Path path) {
    String text = path.toString().replace('\\', '/');
    return text.contains("/src/main/java/") && !text.contains("/target/");
  }

  Optional<Comment> of(Class<?> type) {
    return Optional.ofNullable(comments.get(type.getName().replace('$', '.')));
  }

  Optional<Comment> of(Package of) {
    return Optional.ofNullable(comments.get(of.getName()));
  }

  /** What the comment of a record says about one of its fields. */
  Optional<String> of(Class<?> type, String field) {
    return of(type).map(comment -> comment.parameters().get(field)).map(Javadocs::sentence);
  }

  /** Tags begin in lower case and end without a full stop. */
  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0))
        + text.substring(1)
        + (text.endsWith(".") ? "" : ".");
  }

  private final class Reader extends TreePathScanner<Void, Void> {
    private final DocTrees trees;
    private String scope = "";

    private Reader(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public @Nullable Void visitPackage(PackageTree tree, @Nullable Void none) {
      scope = tree.getPackageName().toString();
      keep(scope);
      return null;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
      String outer = scope;
      scope = outer + "." + tree.getSimpleName();
      keep(scope);
      super.visitClass(tree, null);
      scope = outer;
      return null;
    }

    private void keep(String name) {
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      if (comment == null) {
        return;
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      for (var tag : comment.getBlockTags()) {
        if (tag instanceof ParamTree param) {
          parameters.put(param.getName().getName().toString(), Markdown.of(param.getDescription()));
        }
      }
      comments.put(
          name,
          new Comment(
              Markdown.of(comment.getFirstSentence()), Markdown.of(comment.getBody()), parameters));
    }
  }
}
