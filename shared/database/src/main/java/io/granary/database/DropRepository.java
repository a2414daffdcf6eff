package io.granary.database;

import io.granary.database.Databases.JsonText;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Which version of which dropped object was taken, and with what result. */
@Singleton
public final class DropRepository {
  private final Jdbi jdbi;

  public DropRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Drop.class, Databases.mapper(Drop.class));
  }

  /**
   * One version of a dropped object.
   *
   * @param ingestId what it became; null when it was refused before that
   * @param result the result JSON, once there is one
   */
  public record Drop(
      String bucket,
      String key,
      String sequencer,
      @Nullable UUID ingestId,
      @Nullable String result) {}

  /** Takes a version; false when it was taken before. Waits for another that is taking it. */
  public boolean take(
      Handle handle,
      String bucket,
      String key,
      String sequencer,
      @Nullable UUID ingest,
      Instant now) {
    return handle
            .createUpdate(
                """
                insert into drops (bucket, key, sequencer, ingest_id, taken_at)
                values (:bucket, :key, :sequencer, :ingest, :now)
                on conflict do nothing
                """)
            .bind("bucket", bucket)
            .bind("key", key)
            .bind("sequencer", sequencer)
            .bind("ingest", ingest)
            .bind("now", now)
            .execute()
        == 1;
  }

  /**
   * Whether a later version of the object was taken. Sequencers are hexadecimal and compare as
   * texts once the shorter is filled up with zeros on its right (S3 user guide, event message
   * structure).
   */
  public boolean hasNewer(String bucket, String key, String sequencer) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (
                      select 1 from drops
                      where bucket = :bucket and key = :key
                        and rpad(upper(sequencer), 64, '0') collate "C"
                            > rpad(upper(:sequencer), 64, '0') collate "C")
                    """)
                .bind("bucket", bucket)
                .bind("key", key)
                .bind("sequencer", sequencer)
                .mapTo(Boolean.class)
                .one());
  }

  /** Says which ingest a version became. */
  public void assign(Handle handle, String bucket, String key, String sequencer, UUID ingest) {
    handle
        .createUpdate(
            """
            update drops set ingest_id = :ingest
            where bucket = :bucket and key = :key and sequencer = :sequencer
            """)
        .bind("bucket", bucket)
        .bind("key", key)
        .bind("sequencer", sequencer)
        .bind("ingest", ingest)
        .execute();
  }

  public Optional<Drop> find(String bucket, String key, String sequencer) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select bucket, key, sequencer, ingest_id, result from drops
                    where bucket = :bucket and key = :key and sequencer = :sequencer
                    """)
                .bind("bucket", bucket)
                .bind("key", key)
                .bind("sequencer", sequencer)
                .mapTo(Drop.class)
                .findOne());
  }

  public Optional<Drop> ofIngest(UUID ingest) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select bucket, key, sequencer, ingest_id, result from drops"
                        + " where ingest_id = :ingest")
                .bind("ingest", ingest)
                .mapTo(Drop.class)
                .findOne());
  }

  /** Keeps the result of a version; the first one stays. */
  public void saveResult(Handle handle, Drop drop, String resultJson) {
    handle
        .createUpdate(
            """
            update drops set result = :result
            where bucket = :bucket and key = :key and sequencer = :sequencer and result is null
            """)
        .bind("bucket", drop.bucket())
        .bind("key", drop.key())
        .bind("sequencer", drop.sequencer())
        .bind("result", new JsonText(resultJson))
        .execute();
  }

  /** Keeps the result of the drop that an ingest came from, if it came from one. */
  public void saveResult(Handle handle, UUID ingest, String resultJson) {
    handle
        .createUpdate(
            "update drops set result = :result where ingest_id = :ingest and result is null")
        .bind("ingest", ingest)
        .bind("result", new JsonText(resultJson))
        .execute();
  }

  /** Makes place for the result of another attempt. */
  public void clearResult(Handle handle, UUID ingest) {
    handle
        .createUpdate(
            """
            update drops set result = null, result_written_at = null where ingest_id = :ingest
            """)
        .bind("ingest", ingest)
        .execute();
  }

  /** Whether the result lies beside the drop. */
  public boolean isResultWritten(Drop drop) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select result_written_at is not null from drops
                    where bucket = :bucket and key = :key and sequencer = :sequencer
                    """)
                .bindMethods(drop)
                .mapTo(Boolean.class)
                .one());
  }

  /** Notes that the drop's result lies beside it; false when it has another result by now. */
  public boolean markResultWritten(Drop drop, Instant now) {
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
