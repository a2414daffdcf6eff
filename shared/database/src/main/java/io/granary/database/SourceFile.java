package io.granary.database;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code source_files}: something that came with the samples and is none.
 *
 * @param content its bytes, of small files that may have annotations; null otherwise, and where a
 *     query leaves them out
 */
@SuppressWarnings("ArrayRecordComponent")
public record SourceFile(
    UUID datasetId,
    UUID ingestId,
    String path,
    String objectKey,
    long size,
    String sha256,
    byte @Nullable [] content) {}
