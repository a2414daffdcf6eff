package io.granary.database;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code ingests}: the work that turns a source into a dataset.
 *
 * @param state planning, parts, done or failed
 * @param jobId the job of the attempt that runs, or ran last; earlier attempts have lost it
 * @param source where the bytes come from, JSON of an {@link IngestSource}
 * @param root folder that all entries lie in and that is left out of their paths
 */
public record Ingest(
    UUID id,
    UUID datasetId,
    UUID jobId,
    UUID userId,
    String state,
    String source,
    String root,
    @Nullable String modality,
    @Nullable Integer partsPlanned,
    @Nullable String summary,
    @Nullable String report,
    Instant createdAt) {}
