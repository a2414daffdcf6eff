package io.granary.database;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One getting rid of a dataset.
 *
 * @param jobId of its job, which it is known by
 * @param userId who wants it, or whose dataset it is when its time is over
 * @param requestId the request, or the job itself
 * @param withBackup whether there must be a backup first
 * @param revision of the dataset when it was marked, or when its own jobs had ended
 * @param removed what has gone so far
 * @param prefixes of the data bucket, where the dataset's objects may lie
 * @param listedKeys objects that were found there and are being removed
 * @param listedBytes theirs
 * @param sweeps how often it was taken up again
 * @param touchedAt when it last made progress
 */
public record Deletion(
    UUID jobId,
    UUID datasetId,
    Kind kind,
    Step step,
    UUID userId,
    String requestId,
    String datasetName,
    boolean withBackup,
    @Nullable UUID backupId,
    long revision,
    Removed removed,
    List<String> prefixes,
    List<String> listedKeys,
    long listedBytes,
    int sweeps,
    Instant touchedAt,
    @Nullable Instant endedAt) {
  public Deletion {
    prefixes = List.copyOf(prefixes);
    listedKeys = List.copyOf(listedKeys);
  }

  /** Where a deletion leads. */
  public enum Kind {
    /** Into the trash. */
    DELETE,
    /** For good. */
    PURGE;

    /** As rows have it; the kind of its job too. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is to be done next; each may be done twice. */
  public enum Step {
    /** Jobs of the dataset's own are ended. */
    CANCELLING,
    /** The backup is made. */
    BACKUP,
    /** The dataset goes into the trash. */
    HIDING,
    /** Samples and files go: objects first, then their rows. From here on there is no way back. */
    CONTENT,
    /** Rows of all other kinds go. */
    ROWS,
    /** Objects go that no row knows of. */
    LISTING,
    /** The same again, after whoever was still writing must have ended; the job is over by then. */
    SETTLING;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether something is gone for good already. */
    public boolean isPastReturn() {
      return compareTo(CONTENT) >= 0;
    }
  }

  /**
   * What has gone.
   *
   * @param bytes of objects
   * @param keys how many objects
   * @param firstKeys of them, at most 1,000
   */
  public record Removed(
      long images,
      long annotations,
      long versions,
      long projects,
      long bytes,
      long keys,
      List<String> firstKeys) {
    public Removed {
      firstKeys = List.copyOf(firstKeys);
    }

    /** Objects alone. */
    public static Removed objects(long bytes, List<String> keys) {
      return new Removed(0, 0, 0, 0, bytes, keys.size(), keys);
    }
  }

  public boolean isOpen() {
    return endedAt == null;
  }
}
