package io.granary.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.Dataset;
import io.granary.domain.DatasetRole;
import io.granary.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A dataset as callers see it. */
record DatasetView(
    UUID id,
    String name,
    @Nullable String description,
    String status,
    @Nullable Failure error,
    String kind,
    @Nullable String modality,
    String sourceType,
    boolean labeled,
    @Nullable UUID modelId,
    @Nullable UUID schemaId,
    @Nullable UUID projectId,
    Owner owner,
    String role,
    List<String> tags,
    JsonNode metadata,
    JsonNode pipelineConfig,
    @Nullable String originalFilename,
    @Nullable String filePath,
    @Nullable String fileType,
    long fileSize,
    long totalSamples,
    long annotationCount,
    int classCount,
    @Nullable Long rowCount,
    @Nullable Integer columnCount,
    @Nullable Integer tableCount,
    @Nullable Long rowEstimate,
    @Nullable JsonNode formatInfo,
    @Nullable JsonNode derivedFrom,
    List<JsonNode> versions,
    Instant createdAt,
    Instant updatedAt) {
  /** Why a dataset is in error. */
  record Failure(String code, @Nullable String detail) {}

  /** Whose it is. */
  record Owner(UUID id, String username) {}

  /** What a role of nobody's own is for an admin. */
  private static final String ADMIN_ROLE = DatasetRole.OWNER.toString();

  static DatasetView of(Dataset row) {
    return new DatasetView(
        row.id(),
        row.name(),
        row.description(),
        row.status(),
        row.errorCode() == null ? null : new Failure(row.errorCode(), row.errorDetail()),
        row.kind(),
        row.modality(),
        row.sourceType(),
        row.annotationCount() > 0,
        row.modelId(),
        row.schemaId(),
        row.projectId(),
        new Owner(row.ownerId(), row.ownerUsername()),
        row.role() == null ? ADMIN_ROLE : row.role(),
        row.tags(),
        Json.tree(row.metadata()),
        Json.tree(row.pipelineConfig()),
        row.originalFilename(),
        row.filePath(),
        row.fileType(),
        row.fileSize(),
        row.totalSamples(),
        row.annotationCount(),
        row.classCount(),
        null,
        null,
        null,
        null,
        row.formatInfo() == null ? null : Json.tree(row.formatInfo()),
        null,
        List.of(),
        row.createdAt(),
        row.updatedAt());
  }
}
