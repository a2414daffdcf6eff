package io.granary.database;

import org.jspecify.annotations.Nullable;

/**
 * An object of the data bucket that an ingest reads; it stays as it is until the ingest has ended.
 *
 * @param key its key
 * @param path its path in the dataset; of an archive, its name
 * @param size bytes
 * @param etag the version that is read, quoted as S3 gives it
 * @param sha256 what the bytes must be, where nobody has checked it yet
 */
public record IngestItem(
    String key, String path, long size, String etag, Kind kind, @Nullable String sha256) {
  /** One whose bytes may be whatever they are. */
  public static IngestItem plain(String key, String path, long size, String etag, Kind kind) {
    return new IngestItem(key, path, size, etag, kind, null);
  }

  /** How an object is read. */
  public enum Kind {
    FILE,
    ZIP,
    TAR,
    TAR_GZ,
    TAR_ZST
  }

  public boolean isArchive() {
    return kind != Kind.FILE;
  }
}
