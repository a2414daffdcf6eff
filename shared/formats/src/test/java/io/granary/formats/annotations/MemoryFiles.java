package io.granary.formats.annotations;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Files of a set in memory; writers write them and readers read them. */
public final class MemoryFiles implements SetFiles, FileSink {
  private final TreeMap<String, byte[]> contents = new TreeMap<>();

  /** Takes a text as a file. */
  public MemoryFiles with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public MemoryFiles with(String path, byte[] content) {
    contents.put(path, content);
    return this;
  }

  /** Everything under a folder that a predicate takes. */
  public static MemoryFiles of(Path folder, Predicate<String> isFile) throws IOException {
    var files = new MemoryFiles();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString();
        if (isFile.test(path)) {
          files.with(path, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  public List<String> paths() {
    return List.copyOf(contents.keySet());
  }

  public String text(String path) {
    byte[] content = contents.get(path);
    if (content == null) {
      throw new AssertionError("No file " + path + " among " + contents.keySet());
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  @Override
  public void list(Consumer<SetFile> visitor) {
    contents.forEach((path, content) -> visitor.accept(file(path, content)));
  }

  @Override
  public void read(Predicate<SetFile> wanted, Visitor visitor) throws IOException {
    for (var entry : contents.entrySet()) {
      SetFile file = file(entry.getKey(), entry.getValue());
      if (wanted.test(file)) {
        visitor.visit(file, content(file));
      }
    }
  }

  @Override
  public Optional<SetFile> find(String path) {
    return Optional.ofNullable(contents.get(path)).map(content -> file(path, content));
  }

  @Override
  public Content content(SetFile file) {
    return () ->
        new ByteArrayInputStream(java.util.Objects.requireNonNull(contents.get(file.path())));
  }

  @Override
  public OutputStream create(String path) {
    return new ByteArrayOutputStream() {
      @Override
      public void close() {
        if (contents.put(path, toByteArray()) != null) {
          throw new AssertionError("Written twice: " + path);
        }
      }
    };
  }

  private static SetFile file(String path, byte[] content) {
    return new SetFile(path, content.length, true);
  }
}
