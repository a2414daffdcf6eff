package io.granary.database;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The files that came with samples and are none. */
@Singleton
public final class SourceFileRepository {
  static final String COLUMNS = "dataset_id, ingest_id, path, object_key, size, sha256, content";

  private static final String FACTS =
      "dataset_id, ingest_id, path, object_key, size, sha256, null::bytea as content";

  /** The order of bytes, which is the same wherever the database runs. */
  private static final String ORDER = " order by path collate \"C\"";

  public SourceFileRepository(Jdbi jdbi) {
    jdbi.registerRowMapper(SourceFile.class, Databases.mapper(SourceFile.class));
  }

  /**
   * Writes files; those that are there already stay as they are.
   *
   * @return how many were not there
   */
  public int insert(Handle handle, List<SourceFile> files) {
    return insert(handle, "source_files", files);
  }

  int insert(Handle handle, String table, List<SourceFile> files) {
    if (files.isEmpty()) {
      return 0;
    }
    CopyRows.stage(handle, table);
    try (var rows = new CopyRows(handle.getConnection(), table + "_stage (" + COLUMNS + ")")) {
      for (SourceFile file : files) {
        rows.add(file.datasetId())
            .add(file.ingestId())
            .add(file.path())
            .add(file.objectKey())
            .add(file.size())
            .add(file.sha256())
            .add(file.content())
            .endRow();
      }
      rows.finish();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot write source files", e);
    }
    return handle.execute(
        "insert into %1$s (%2$s) select %2$s from %1$s_stage on conflict do nothing"
            .formatted(table, COLUMNS));
  }

  /** Shows all files of a dataset without their contents, in the order of paths; none are held. */
  public void forEach(Handle handle, UUID dataset, Consumer<SourceFile> consumer) {
    try (var rows =
        handle
            .createQuery(
                "select " + FACTS + " from source_files where dataset_id = :dataset" + ORDER)
            .bind("dataset", dataset)
            .setFetchSize(1000)
            .mapTo(SourceFile.class)
            .stream()) {
      rows.forEach(consumer);
    }
  }

  /** Files without their contents, in the order of paths, after a path. */
  public List<SourceFile> page(Handle handle, UUID dataset, String after, int limit) {
    return handle
        .createQuery(
            "select "
                + FACTS
                + " from source_files where dataset_id = :dataset and path collate \"C\" > :after"
                + ORDER
                + " limit :limit")
        .bind("dataset", dataset)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(SourceFile.class)
        .list();
  }

  /** The files of some paths with what is kept of their contents, in the order of paths. */
  public List<SourceFile> withContents(Handle handle, UUID dataset, Collection<String> paths) {
    return paths.isEmpty()
        ? List.of()
        : handle
            .createQuery(
                "select "
                    + COLUMNS
                    + " from source_files where dataset_id = :dataset and path = any(:paths)"
                    + ORDER)
            .bind("dataset", dataset)
            .bindArray("paths", String.class, paths)
            .mapTo(SourceFile.class)
            .list();
  }
}
