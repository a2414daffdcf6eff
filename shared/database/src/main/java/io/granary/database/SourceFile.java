package io.granary.database;

import java.util.UUID;

/** A row of {@code source_files}: something that came with the samples and is none. */
public record SourceFile(
    UUID datasetId, UUID ingestId, String path, String objectKey, long size, String sha256) {}
