package io.granary.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an ingest's bytes come from: objects of the data bucket that stay as they are until the
 * ingest has ended.
 *
 * @param files the objects, archives among them
 * @param modality what the samples are to be taken for; null leaves it to detection
 */
public record IngestSource(List<Item> files, @Nullable String modality) {
  public IngestSource {
    files = List.copyOf(files);
  }

  /**
   * One object.
   *
   * @param key its key
   * @param path its path in the dataset; of an archive, its name
   * @param size bytes
   * @param etag the version that is read, quoted as S3 gives it
   */
  public record Item(String key, String path, long size, String etag, Kind kind) {}

  /** How an object is read. */
  public enum Kind {
    ZIP,
    FILE
  }
}
