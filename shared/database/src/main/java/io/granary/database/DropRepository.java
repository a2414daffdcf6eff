package io.granary.database;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Which version of which dropped object was taken; results are in {@link DropResultRepository}. */
@Singleton
public final class DropRepository {
  private final Jdbi jdbi;

  public DropRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Drop.class, Databases.mapper(Drop.class));
  }

  /** Lets nobody else decide on any version of a key until the transaction ends. */
  public void hold(Handle handle, DropVersion version) {
    handle
        .createQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:place, 0))")
        .bind("place", version.bucket() + "/" + version.key())
        .mapTo(Integer.class)
        .one();
  }

  /**
   * Notes a version; one that is noted already stays as it is.
   *
   * @param annotationFormat what its annotations are to be read as; null leaves it to detection
   */
  public void note(
      Handle handle, DropVersion version, @Nullable String annotationFormat, Instant now) {
    handle
        .createUpdate(
            """
            insert into drops (bucket, key, sequencer, annotation_format, taken_at)
            values (:bucket, :key, :sequencer, :format, :now)
            on conflict do nothing
            """)
        .bindMethods(version)
        .bind("format", annotationFormat)
        .bind("now", now)
        .execute();
  }

  /** Says which ingest a version belongs to. */
  public void assign(Handle handle, DropVersion version, UUID ingest) {
    handle
        .createUpdate(
            """
            update drops set ingest_id = :ingest, waits = false
            where bucket = :bucket and key = :key and sequencer = :sequencer
            """)
        .bindMethods(version)
        .bind("ingest", ingest)
        .execute();
  }

  /** Lets a version wait until what an earlier one has begun is at its end. */
  public void postpone(Handle handle, DropVersion version) {
    handle
        .createUpdate(
            """
            update drops set waits = true
            where bucket = :bucket and key = :key and sequencer = :sequencer
              and ingest_id is null and result is null
            """)
        .bindMethods(version)
        .execute();
  }

  /** Lets a version wait no longer, because a later one says all that it would have said. */
  public void release(Handle handle, DropVersion version) {
    handle
        .createUpdate(
            """
            update drops set waits = false
            where bucket = :bucket and key = :key and sequencer = :sequencer and waits
            """)
        .bindMethods(version)
        .execute();
  }

  /** At most 1,000 versions that wait for nothing any more. */
  public List<Drop> waiting() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select d.bucket, d.key, d.sequencer, d.ingest_id, d.result,
                      d.annotation_format
                    from drops d
                    where d.waits and not exists (
                      select 1
                      from drops other
                        join ingests was on was.id = other.ingest_id
                        join ingests i on i.dataset_id = was.dataset_id
                      where other.bucket = d.bucket and other.key = d.key and not i.dry_run
                        and i.state in ('planning', 'parts'))
                    order by d.taken_at limit 1000
                    """)
                .mapTo(Drop.class)
                .list());
  }

  /** Whether a later version of the object was noted. */
  public boolean hasNewer(Handle handle, DropVersion version) {
    return handle
        .createQuery(
            """
            select exists (
              select 1 from drops
              where bucket = :bucket and key = :key
                and rpad(upper(sequencer), 64, '0') collate "C"
                    > rpad(upper(:sequencer), 64, '0') collate "C")
            """)
        .bindMethods(version)
        .mapTo(Boolean.class)
        .one();
  }

  /** The latest version of an object that was noted. */
  public Optional<Drop> latest(String bucket, String key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select bucket, key, sequencer, ingest_id, result, annotation_format from drops
                    where bucket = :bucket and key = :key
                    order by rpad(upper(sequencer), 64, '0') collate "C" desc limit 1
                    """)
                .bind("bucket", bucket)
                .bind("key", key)
                .mapTo(Drop.class)
                .findOne());
  }

  public Optional<Drop> find(DropVersion version) {
    return jdbi.withHandle(handle -> find(handle, version));
  }

  public Optional<Drop> find(Handle handle, DropVersion version) {
    return handle
        .createQuery(
            """
            select bucket, key, sequencer, ingest_id, result, annotation_format from drops
            where bucket = :bucket and key = :key and sequencer = :sequencer
            """)
        .bindMethods(version)
        .mapTo(Drop.class)
        .findOne();
  }

  /** The newest ingest that versions of a key have become, if any; it does not end meanwhile. */
  public Optional<UUID> lastIngest(Handle handle, DropVersion version) {
    return handle
        .createQuery(
            """
            select i.id from drops d join ingests i on i.id = d.ingest_id
            where d.bucket = :bucket and d.key = :key
            order by i.created_at desc, i.id desc limit 1
            for update of i
            """)
        .bindMethods(version)
        .mapTo(UUID.class)
        .findOne();
  }

  /** The versions that belong to an ingest: several, when the same bytes were written again. */
  public List<Drop> ofIngest(UUID ingest) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select bucket, key, sequencer, ingest_id, result, annotation_format from drops
                    where ingest_id = :ingest order by sequencer
                    """)
                .bind("ingest", ingest)
                .mapTo(Drop.class)
                .list());
  }
}
