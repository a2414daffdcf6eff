package io.granary.database;

import io.granary.database.Databases.JsonText;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The results of dropped objects, and whether they lie beside them. */
@Singleton
public final class DropResultRepository {
  private final Jdbi jdbi;

  public DropResultRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Keeps the result of a version that belongs to no ingest; the first one stays. */
  public void save(Handle handle, DropVersion version, String resultJson) {
    handle
        .createUpdate(
            """
            update drops set result = :result, waits = false
            where bucket = :bucket and key = :key and sequencer = :sequencer and result is null
              and ingest_id is null
            """)
        .bindMethods(version)
        .bind("result", new JsonText(resultJson))
        .execute();
  }

  /** Keeps the result of the drops that an ingest came from, if it came from any. */
  public void save(Handle handle, UUID ingest, String resultJson) {
    handle
        .createUpdate(
            "update drops set result = :result where ingest_id = :ingest and result is null")
        .bind("ingest", ingest)
        .bind("result", new JsonText(resultJson))
        .execute();
  }

  /** Makes place for the result of another attempt. */
  public void clear(Handle handle, UUID ingest) {
    handle
        .createUpdate(
            """
            update drops set result = null, result_written_at = null where ingest_id = :ingest
            """)
        .bind("ingest", ingest)
        .execute();
  }

  /** At most 1,000 drops taken before a time that have a result, which lies not beside them. */
  public List<Drop> unwritten(Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select bucket, key, sequencer, ingest_id, result, annotation_format from drops
                    where result is not null and result_written_at is null and taken_at <= :since
                    order by taken_at limit 1000
                    """)
                .bind("since", since)
                .mapTo(Drop.class)
                .list());
  }

  /** Whether the result lies beside the drop. */
  public boolean isWritten(DropVersion version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select result_written_at is not null from drops
                    where bucket = :bucket and key = :key and sequencer = :sequencer
                    """)
                .bindMethods(version)
                .mapTo(Boolean.class)
                .one());
  }

  /** Notes that the drop's result lies beside it; false when it has another result by now. */
  public boolean markWritten(Drop drop, Instant now) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        update drops set result_written_at = :now
                        where bucket = :bucket and key = :key and sequencer = :sequencer
                          and result = :result::jsonb
                        """)
                    .bindMethods(drop)
                    .bind("now", now)
                    .execute())
        == 1;
  }
}
