package io.granary.ingest;

import io.granary.database.SourceFile;
import io.granary.database.SourceFileRepository;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import io.granary.storage.Objects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * The files of a dataset, as a transaction sees them. Small ones are in the database, and come some
 * hundreds in a query; others are read from their objects.
 */
final class StoredFiles implements SetFiles {
  private static final int PAGE = 1000;
  private static final int CONTENTS = 250;

  private final Handle handle;
  private final SourceFileRepository files;
  private final Objects objects;
  private final UUID dataset;
  private final UUID ingest;
  private final Runnable beforeQuery;

  /**
   * @param ingest whose files are the new ones
   * @param beforeQuery makes the handle's connection free
   */
  StoredFiles(
      Handle handle,
      SourceFileRepository files,
      Objects objects,
      UUID dataset,
      UUID ingest,
      Runnable beforeQuery) {
    this.handle = handle;
    this.files = files;
    this.objects = objects;
    this.dataset = dataset;
    this.ingest = ingest;
    this.beforeQuery = beforeQuery;
  }

  @Override
  public void list(Consumer<SetFile> visitor) {
    beforeQuery.run();
    files.forEach(handle, dataset, file -> visitor.accept(seen(file)));
  }

  @Override
  public void read(Predicate<SetFile> wanted, Visitor visitor) throws IOException {
    String after = "";
    while (true) {
      beforeQuery.run();
      List<SourceFile> page = files.page(handle, dataset, after, PAGE);
      List<SourceFile> some = page.stream().filter(file -> wanted.test(seen(file))).toList();
      for (int from = 0; from < some.size(); from += CONTENTS) {
        visit(some.subList(from, Math.min(from + CONTENTS, some.size())), visitor);
      }
      if (page.size() < PAGE) {
        return;
      }
      after = page.getLast().path();
    }
  }

  private void visit(List<SourceFile> some, Visitor visitor) throws IOException {
    beforeQuery.run();
    Map<String, SourceFile> found = new HashMap<>();
    files
        .withContents(handle, dataset, some.stream().map(SourceFile::path).toList())
        .forEach(file -> found.put(file.path(), file));
    for (SourceFile file : some) {
      visitor.visit(seen(file), content(found.getOrDefault(file.path(), file)));
    }
  }

  @Override
  public Optional<SetFile> find(String path) {
    return row(path).map(this::seen);
  }

  @Override
  public Content content(SetFile file) {
    return () ->
        content(
                row(file.path())
                    .orElseThrow(() -> new IOException("There is no file " + file.path())))
            .open();
  }

  private Optional<SourceFile> row(String path) {
    beforeQuery.run();
    return files.withContents(handle, dataset, List.of(path)).stream().findFirst();
  }

  private Content content(SourceFile file) {
    byte[] content = file.content();
    return content == null
        ? () -> objects.open(file.objectKey())
        : () -> new ByteArrayInputStream(content);
  }

  private SetFile seen(SourceFile file) {
    return new SetFile(file.path(), file.size(), file.ingestId().equals(ingest));
  }
}
