package io.granary.database;

/**
 * An object of the data bucket that an ingest reads; it stays as it is until the ingest has ended.
 *
 * @param key its key
 * @param path its path in the dataset; of an archive, its name
 * @param size bytes
 * @param etag the version that is read, quoted as S3 gives it
 */
public record IngestItem(String key, String path, long size, String etag, Kind kind) {
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
