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
  public SourceFileRepository(Jdbi jdbi) {
    jdbi.registerRowMapper(SourceFile.class, Databases.mapper(SourceFile.class));
  }

  /** Writes files; those that are there already stay as they are. */
  public void insert(Handle handle, List<SourceFile> files) {
    if (files.isEmpty()) {
      return;
    }
    CopyRows.stage(handle, "source_files");
    String columns = "dataset_id, ingest_id, path, object_key, size, sha256";
    try (var rows = new CopyRows(handle.getConnection(), "source_files_stage (" + columns + ")")) {
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
    handle.execute(
        "insert into source_files (%1$s) select %1$s from source_files_stage on conflict do nothing"
            .formatted(columns));
  }

  /** The files of an ingest whose names end with a text, in the order of paths. */
  public List<SourceFile> endingWith(Handle handle, UUID ingest, UUID dataset, String suffix) {
    return handle
        .createQuery(
            """
            select dataset_id, ingest_id, path, object_key, size, sha256
            from source_files
            where dataset_id = :dataset and ingest_id = :ingest
              and lower(right(path, length(:suffix))) = :suffix
            order by path
            """)
        .bind("dataset", dataset)
        .bind("ingest", ingest)
        .bind("suffix", suffix)
        .mapTo(SourceFile.class)
        .list();
  }
}
