package io.granary.database;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code datasets} with the names that belong to it. JSON columns are texts.
 *
 * @param fileSize bytes of all samples and files
 * @param definition what a dataset over tables is; null for file sets, and in lists
 * @param tableSchemas its tables, as they were when it was last compared with them; null likewise
 * @param rowCount as it was last analysed; null when it was not since its definition changed
 * @param rowEstimate rows of its primary table; null for a view
 * @param derivedFrom JSON: the dataset, version or job that it was made from
 * @param versions the last ten {@link DatasetVersion}s, newest first
 * @param role the asking user's role; null when the user has none
 */
public record Dataset(
    UUID id,
    UUID ownerId,
    String ownerUsername,
    String name,
    @Nullable String description,
    String status,
    @Nullable String errorCode,
    @Nullable String errorDetail,
    String kind,
    @Nullable String modality,
    String sourceType,
    @Nullable UUID modelId,
    @Nullable UUID schemaId,
    @Nullable UUID projectId,
    List<String> tags,
    String metadata,
    String pipelineConfig,
    @Nullable String originalFilename,
    @Nullable String filePath,
    @Nullable String fileType,
    long fileSize,
    long totalSamples,
    long annotationCount,
    int classCount,
    @Nullable String formatInfo,
    @Nullable String definition,
    @Nullable String tableSchemas,
    @Nullable Integer tableCount,
    @Nullable Integer columnCount,
    @Nullable Long rowCount,
    @Nullable Long rowEstimate,
    @Nullable String derivedFrom,
    String versions,
    long revision,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String role) {}
