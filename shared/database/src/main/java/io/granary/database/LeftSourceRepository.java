package io.granary.database;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What ingests of a dataset have left where it was put: those that failed, or were cut off. */
@Singleton
public final class LeftSourceRepository {
  private final Jdbi jdbi;

  public LeftSourceRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Source.class, Databases.mapper(Source.class));
  }

  /**
   * A file or archive as an ingest has read it.
   *
   * @param etag an object of the same key with another one is somebody else's
   * @param size in bytes
   */
  public record Source(UUID ingestId, int number, String key, String etag, long size) {}

  /** Some of them, after one. */
  public List<Source> page(UUID dataset, @Nullable Source after, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select m.ingest_id, m.number, m.key, m.etag, m.size
                    from ingests i join ingest_items m on m.ingest_id = i.id
                    where i.dataset_id = :dataset and (i.state <> 'done' or i.settled_at is null)
                      and (:ingest::uuid is null or (m.ingest_id, m.number) > (:ingest::uuid, :number))
                    order by m.ingest_id, m.number limit :most
                    """)
                .bind("dataset", dataset)
                .bind("ingest", after == null ? null : after.ingestId())
                .bind("number", after == null ? 0 : after.number())
                .bind("most", most)
                .mapTo(Source.class)
                .list());
  }
}
