package io.granary.database;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code ingests}: the work that turns a source into a dataset, or adds one to it.
 *
 * @param datasetId its dataset; of a dry run of a new set, one that there never is
 * @param state planning, parts, done or failed
 * @param jobId the job of the attempt that runs, or ran last; earlier attempts have lost it
 * @param dryRun whether it is only to be told what would come of it
 * @param wantedModality what the samples are to be taken for; null leaves it to detection
 * @param wantedFormat what the annotations are to be read as; null leaves it to detection
 * @param root folder that all entries of an archive lie in and that is left out of their paths
 */
public record Ingest(
    UUID id,
    UUID datasetId,
    UUID jobId,
    UUID userId,
    String state,
    Mode mode,
    boolean dryRun,
    @Nullable String wantedModality,
    @Nullable String wantedFormat,
    String root,
    @Nullable String modality,
    @Nullable Integer partsPlanned,
    @Nullable String summary,
    @Nullable String report,
    Instant createdAt) {
  /** What the dataset is while it runs. */
  public enum Mode {
    /** Unseen, until it is ready for the first time. */
    CREATE,
    /** There already, and readable as it was before. */
    ADD;

    String column() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The states of a dataset that can be read. */
  public static final Set<String> READY = Set.of("ready", "active");

  /** Whether it has not ended. */
  public boolean isOpen() {
    return state.equals("planning") || state.equals("parts");
  }

  /** Whether readers of a dataset must not see its rows yet, as they would if they were there. */
  public boolean isStaged() {
    return mode == Mode.ADD || dryRun;
  }
}
