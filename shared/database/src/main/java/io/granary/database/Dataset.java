package io.granary.database;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code datasets} with the names that belong to it. JSON columns are texts.
 *
 * @param fileSize bytes of all samples and files
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
    long revision,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String role) {}
