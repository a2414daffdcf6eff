package io.granary.database;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The files of uploads, each by its upload and number. */
@Singleton
public final class UploadFileRepository {
  private static final String COLUMNS =
      """
      upload_id, number, path, size, part_size, media_type, sha256, attempt, begun, is_whole, etag,
      is_proven
      """;

  private final Jdbi jdbi;

  public UploadFileRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(UploadFile.class, Databases.mapper(UploadFile.class));
  }

  /** How much of an upload is there. */
  public record Progress(int files, long bytes) {}

  /** Writes files of which nothing has come, whose paths nobody else in the upload has. */
  public void insert(Handle handle, List<UploadFile> files) {
    String columns = "upload_id, number, path, size, part_size, media_type, sha256";
    try (var rows = new CopyRows(handle.getConnection(), "upload_files (" + columns + ")")) {
      for (UploadFile file : files) {
        rows.add(file.uploadId())
            .add((long) file.number())
            .add(file.path())
            .add(file.size())
            .add(file.partSize())
            .add(file.mediaType())
            .add(file.sha256())
            .endRow();
      }
      rows.finish();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot write the files of an upload", e);
    }
  }

  /** The files at some paths. */
  public List<UploadFile> at(Handle handle, UUID upload, Collection<String> paths) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from upload_files where upload_id = :upload and path = any(:paths)")
        .bind("upload", upload)
        .bindArray("paths", String.class, List.copyOf(paths))
        .mapTo(UploadFile.class)
        .list();
  }

  /** Files of which bytes are missing, from a number on. */
  public List<UploadFile> missing(UUID upload, int from, int limit) {
    return list(upload, "not is_whole", from, limit);
  }

  /**
   * Files that are no object yet, or have yet to be proven, from a number on.
   *
   * @param provable the most bytes of a file that is proven
   */
  public List<UploadFile> unsettled(UUID upload, long provable, int from, int limit) {
    return list(
        upload,
        "(etag is null or sha256 is not null and not is_proven and size <= %d)".formatted(provable),
        from,
        limit);
  }

  /** All files, from a number on. */
  public List<UploadFile> all(UUID upload, int from, int limit) {
    return list(upload, "true", from, limit);
  }

  private List<UploadFile> list(UUID upload, String condition, int from, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select %s from upload_files
                    where upload_id = :upload and number >= :from and %s
                    order by number limit :limit
                    """
                        .formatted(COLUMNS, condition))
                .bind("upload", upload)
                .bind("from", from)
                .bind("limit", limit)
                .mapTo(UploadFile.class)
                .list());
  }

  /** Whether there is a file that is no object yet. */
  public boolean unfinished(Handle handle, UUID upload) {
    return handle
        .createQuery(
            "select exists (select from upload_files where upload_id = :upload and etag is null)")
        .bind("upload", upload)
        .mapTo(Boolean.class)
        .one();
  }

  public Progress progress(UUID upload) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) as files, coalesce(sum(size), 0) as bytes
                    from upload_files where upload_id = :upload and is_whole
                    """)
                .bind("upload", upload)
                .map(Databases.mapper(Progress.class))
                .one());
  }

  /**
   * Notes that a file was begun in parts.
   *
   * @return what it was begun as: by this call, or by one before it
   */
  public Optional<String> begin(UploadFile file, String begun) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    update upload_files set begun = coalesce(begun, :begun)
                    where upload_id = :uploadId and number = :number and attempt = :attempt
                    returning begun
                    """)
                .bind("begun", begun)
                .bind("uploadId", file.uploadId())
                .bind("number", file.number())
                .bind("attempt", file.attempt())
                .mapTo(String.class)
                .findOne());
  }

  /** Notes what has come of files; of later attempts it says nothing. */
  public void arrived(List<UploadFile> files) {
    if (files.isEmpty()) {
      return;
    }
    jdbi.useHandle(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  update upload_files
                  set is_whole = true, etag = coalesce(:etag, etag),
                      is_proven = is_proven or :isProven
                  where upload_id = :uploadId and number = :number and attempt = :attempt
                  """);
          files.forEach(file -> batch.bindMethods(file).add());
          batch.execute();
        });
  }

  /**
   * Gives up what has come of a file, so that it is sent again.
   *
   * @return whether this call did
   */
  public boolean again(UploadFile file) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        update upload_files
                        set attempt = attempt + 1, begun = null, is_whole = false, etag = null,
                            is_proven = false
                        where upload_id = :uploadId and number = :number and attempt = :attempt
                        """)
                    .bindMethods(file)
                    .execute())
        == 1;
  }
}
