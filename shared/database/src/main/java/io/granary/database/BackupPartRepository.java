package io.granary.database;

import io.granary.database.BackupWorkRepository.Hold;
import io.granary.database.Databases.JsonText;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The parts of archives that are stored. */
@Singleton
public final class BackupPartRepository {
  private final Jdbi jdbi;

  public BackupPartRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Reached.class, Databases.mapper(Reached.class));
    jdbi.registerRowMapper(Directory.class, Databases.mapper(Directory.class));
  }

  /**
   * How far the parts reach that are stored.
   *
   * @param parts how many there are
   * @param last the number of the last one
   * @param bytes of all of them
   * @param entries those that they end
   * @param position where the work goes on; null at its beginning
   */
  public record Reached(int parts, int last, long bytes, long entries, @Nullable String position) {
    /** Whether one is missing, so that no object can be made of them. */
    public boolean hasGap() {
      return parts != last;
    }
  }

  /**
   * The entries that end in a part.
   *
   * @param records their records of the ZIP's directory, one after another
   * @param digests their SHA-256 in the same order, 32 bytes each
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Directory(long entries, byte[] records, byte[] digests) {}

  /** A part that is stored; its ETag is quoted as S3 gives it. */
  public record Part(int number, String etag, long size, Directory directory) {}

  /** How far a backup is. */
  public Reached reached(UUID backup) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*)::integer as parts, coalesce(max(number), 0) as last,
                           coalesce(sum(size), 0)::bigint as bytes,
                           coalesce(sum(entries), 0)::bigint as entries,
                           (select position from backup_parts
                            where backup_id = :backup order by number desc limit 1) as position
                    from backup_parts where backup_id = :backup
                    """)
                .bind("backup", backup)
                .mapTo(Reached.class)
                .one());
  }

  /**
   * Notes parts that are stored, all or none.
   *
   * @param position where the work goes on after the last of them
   * @return whether the holder is one
   */
  public boolean save(Hold hold, List<Part> parts, String position) {
    return jdbi.inTransaction(
        handle -> {
          if (!BackupWorkRepository.renew(handle, hold)) {
            return false;
          }
          int last = parts.getLast().number();
          var batch =
              handle.prepareBatch(
                  """
                  insert into backup_parts
                    (backup_id, number, etag, size, entries, directory, digests, position)
                  values (:backup, :number, :etag, :size, :entries, :records, :digests, :position)
                  """);
          for (Part part : parts) {
            batch
                .bind("backup", hold.backup())
                .bind("number", part.number())
                .bind("etag", part.etag())
                .bind("size", part.size())
                .bindMethods(part.directory())
                .bind("position", part.number() == last ? new JsonText(position) : null)
                .add();
          }
          batch.execute();
          return true;
        });
  }

  /** The ETags of the parts that are stored, in order; at most 10,000. */
  public List<String> etags(UUID backup) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select etag from backup_parts where backup_id = :backup order by number")
                .bind("backup", backup)
                .mapTo(String.class)
                .list());
  }

  /** Shows what entries the parts have that are stored, part by part in order. */
  public void forEachDirectory(UUID backup, Consumer<Directory> consumer) {
    OwnConnection.<Directory, RuntimeException>read(
        jdbi,
        handle ->
            handle
                .createQuery(
                    """
                    select entries, directory as records, digests from backup_parts
                    where backup_id = :backup order by number
                    """)
                .bind("backup", backup)
                .setFetchSize(1)
                .mapTo(Directory.class),
        rows -> rows.forEachRemaining(consumer));
  }
}
