package io.granary.database;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Samples and files that an addition or a dry run has found. They become the dataset's when it
 * ends; until then no reader of the dataset sees them.
 */
@Singleton
public final class AddedRepository {
  private final Jdbi jdbi;
  private final SampleRepository samples;
  private final SourceFileRepository files;

  public AddedRepository(Jdbi jdbi, SampleRepository samples, SourceFileRepository files) {
    this.jdbi = jdbi;
    this.samples = samples;
    this.files = files;
  }

  /**
   * Writes what a part has found.
   *
   * @return how many of them no other part has found under the same path
   */
  public int insert(Handle handle, List<Sample> found, List<SourceFile> others) {
    return samples.insert(handle, "added_samples", found)
        + files.insert(handle, "added_files", others);
  }

  /** The SHA-256 of what a dataset has under some paths, by path. */
  public Map<String, String> known(UUID dataset, Collection<String> paths) {
    Map<String, String> known = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select path, sha256 from samples
                    where dataset_id = :dataset and path = any(:paths)
                    union all
                    select path, sha256 from source_files
                    where dataset_id = :dataset and path = any(:paths)
                    """)
                .bind("dataset", dataset)
                .bindArray("paths", String.class, paths)
                .map((row, _) -> known.put(row.getString("path"), row.getString("sha256")) == null)
                .forEach(_ -> {}));
    return known;
  }

  /**
   * Gives everything to the dataset: what has a path that is there takes its place, and keeps its
   * annotations and its time.
   */
  public void merge(Handle handle, UUID ingest) {
    handle
        .createUpdate(
            """
            insert into samples as s (%1$s)
            select %1$s from added_samples where ingest_id = :ingest
            on conflict (dataset_id, id) do update
            set ingest_id = excluded.ingest_id, object_key = excluded.object_key,
                size = excluded.size, sha256 = excluded.sha256, media_type = excluded.media_type,
                modality = excluded.modality, width = excluded.width, height = excluded.height,
                stored_width = excluded.stored_width, stored_height = excluded.stored_height,
                orientation = excluded.orientation, frames = excluded.frames,
                characters = excluded.characters, issues = excluded.issues
            """
                .formatted(SampleRepository.COLUMNS))
        .bind("ingest", ingest)
        .execute();
    handle
        .createUpdate(
            """
            insert into source_files (%1$s)
            select %1$s from added_files where ingest_id = :ingest
            on conflict (dataset_id, path) do update
            set ingest_id = excluded.ingest_id, object_key = excluded.object_key,
                size = excluded.size, sha256 = excluded.sha256, content = excluded.content
            """
                .formatted(SourceFileRepository.COLUMNS))
        .bind("ingest", ingest)
        .execute();
    clear(handle, ingest);
  }

  /** Forgets what an ingest has found. */
  public void clear(Handle handle, UUID ingest) {
    handle
        .createUpdate("delete from added_samples where ingest_id = :ingest")
        .bind("ingest", ingest)
        .execute();
    handle
        .createUpdate("delete from added_files where ingest_id = :ingest")
        .bind("ingest", ingest)
        .execute();
  }

  /** Forgets what additions have found that a later one takes the place of. */
  public void clearFailed(Handle handle, UUID dataset) {
    for (String table : List.of("added_samples", "added_files")) {
      handle
          .createUpdate(
              """
              delete from %s where ingest_id in (
                select id from ingests
                where dataset_id = :dataset and state = 'failed' and not dry_run)
              """
                  .formatted(table))
          .bind("dataset", dataset)
          .execute();
    }
  }
}
