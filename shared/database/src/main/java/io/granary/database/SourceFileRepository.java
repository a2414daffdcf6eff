package io.granary.database;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The files that came with samples and are none. */
@Singleton
public final class SourceFileRepository {
  static final String COLUMNS = "dataset_id, ingest_id, path, object_key, size, sha256";

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

  /** The files of a dataset whose names end with a text, in the order of paths. */
  public List<SourceFile> endingWith(Handle handle, UUID dataset, String suffix) {
    return handle
        .createQuery(
            """
            select dataset_id, ingest_id, path, object_key, size, sha256
            from source_files
            where dataset_id = :dataset
              and lower(right(path, length(:suffix))) = :suffix
            order by path
            """)
        .bind("dataset", dataset)
        .bind("suffix", suffix)
        .mapTo(SourceFile.class)
        .list();
  }
}
