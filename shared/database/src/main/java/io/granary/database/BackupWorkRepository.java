package io.granary.database;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * How far backups are that are being made. Whoever makes one holds it, for three minutes after it
 * was last heard of; what somebody writes who does not hold it any more changes nothing.
 */
@Singleton
public final class BackupWorkRepository {
  private static final String HELD = "id = :backup and holder = :run and state = 'making'";

  private final Jdbi jdbi;

  public BackupWorkRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Backup.class, Databases.mapper(Backup.class));
  }

  /** A backup, and the run that makes it. */
  public record Hold(UUID backup, UUID run) {}

  /** Takes a backup that nobody is making; says whether it did. */
  public boolean claim(Hold hold) {
    return update(
        hold,
        """
        update backups
        set holder = :run, held_until = clock_timestamp() + interval '3 minutes'
        where id = :backup and state = 'making'
          and (holder is null or held_until < clock_timestamp())
        """);
  }

  /** Says that the holder is still at it; false when it is none any more. */
  public boolean renew(Hold hold) {
    return jdbi.withHandle(handle -> renew(handle, hold));
  }

  static boolean renew(Handle handle, Hold hold) {
    return handle
            .createUpdate(
                "update backups set held_until = clock_timestamp() + interval '3 minutes' where "
                    + HELD)
            .bindMethods(hold)
            .execute()
        == 1;
  }

  /** Lets somebody else go on. */
  public void release(Hold hold) {
    update(hold, "update backups set holder = null, held_until = null where " + HELD);
  }

  /** Notes what S3 calls the object. */
  public boolean begun(Hold hold, String upload) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate("update backups set upload = :upload where " + HELD)
                    .bindMethods(hold)
                    .bind("upload", upload)
                    .execute()
                == 1);
  }

  /** Notes what the dataset holds. */
  public boolean counted(Hold hold, String digest, long samples, long annotations, long sources) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update backups
                        set digest = :digest, sample_count = :samples,
                            annotation_count = :annotations, source_count = :sources,
                            held_until = clock_timestamp() + interval '3 minutes'
                        where %s
                        """
                            .formatted(HELD))
                    .bindMethods(hold)
                    .bind("digest", digest)
                    .bind("samples", samples)
                    .bind("annotations", annotations)
                    .bind("sources", sources)
                    .execute()
                == 1);
  }

  /** Forgets all parts, so that the work begins anew. */
  public void restart(Hold hold) {
    jdbi.useTransaction(
        handle -> {
          if (handle
                  .createUpdate("update backups set upload = null where " + HELD)
                  .bindMethods(hold)
                  .execute()
              == 1) {
            deleteParts(handle, hold.backup());
          }
        });
  }

  /** Notes that the archive is whole; says whether this call did. */
  public boolean complete(Hold hold, long size, Instant now) {
    return jdbi.inTransaction(
        handle -> {
          boolean isDone =
              handle
                      .createUpdate(
                          """
                          update backups
                          set state = 'ready', size = :size, completed_at = :now, holder = null,
                              held_until = null
                          where %s
                          """
                              .formatted(HELD))
                      .bindMethods(hold)
                      .bind("size", size)
                      .bind("now", now)
                      .execute()
                  == 1;
          if (isDone) {
            deleteParts(handle, hold.backup());
          }
          return isDone;
        });
  }

  /** Gives up a backup that is not ready; gives it as it is then, with what S3 has of it. */
  public Optional<Backup> fail(UUID backup) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Backup> failed =
              handle
                  .createQuery(
                      """
                      update backups set state = 'failed', holder = null, held_until = null
                      where id = :backup and state in ('making', 'failed')
                      returning %s
                      """
                          .formatted(BackupRepository.COLUMNS))
                  .bind("backup", backup)
                  .mapTo(Backup.class)
                  .findOne();
          failed.ifPresent(_ -> deleteParts(handle, backup));
          return failed;
        });
  }

  private static void deleteParts(Handle handle, UUID backup) {
    handle
        .createUpdate("delete from backup_parts where backup_id = :backup")
        .bind("backup", backup)
        .execute();
  }

  private boolean update(Hold hold, String sql) {
    return jdbi.withHandle(handle -> handle.createUpdate(sql).bindMethods(hold).execute() == 1);
  }
}
